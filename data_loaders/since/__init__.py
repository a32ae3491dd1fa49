"""What changed since a day: figures, measurements, goals, actions and notes."""
