"""All that is kept and cannot be made again, in one file: making it, and putting it back."""
