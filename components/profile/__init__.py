"""One area with all its figures and all that touches it, for its page and its file. Pure."""
