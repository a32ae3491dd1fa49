"""What changed since a day."""
