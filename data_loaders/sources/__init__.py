"""Raw rows of each kind of source, with no meaning added."""
