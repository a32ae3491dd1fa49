"""HTML without a widget. Pure."""
