"""What can be found in the monitor, and where it stands."""
