"""What is shown of one thing, whatever shows it. Pure."""
