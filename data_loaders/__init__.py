"""From source to validated series. Nothing here knows about pages or looks."""
