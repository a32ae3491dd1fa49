"""Words and plain values that everything above it uses. Pure."""
