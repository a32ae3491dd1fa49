"""A presentation on paper: PDF and PowerPoint. Pure."""
