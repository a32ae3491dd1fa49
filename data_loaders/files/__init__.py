"""Reading the files that ship: CSV, TOML, text, and where they are."""
