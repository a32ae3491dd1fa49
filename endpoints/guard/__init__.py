"""What stands around the app: limits, headers, files, settings and health."""
