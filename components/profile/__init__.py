"""One area with all its figures and all that touches it: the model of its page and its file. Pure."""
