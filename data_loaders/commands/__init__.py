"""The commands of `python -m data_loaders`, one module per subject."""
