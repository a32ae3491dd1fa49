"""Presentations as links, and the versions they hold still."""
