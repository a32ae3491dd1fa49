"""How things look and read: formatting, sentences, charts, tiles and selection."""
