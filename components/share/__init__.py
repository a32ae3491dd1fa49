"""The page to share one figure. Pure."""
