"""Last good copies of datasets: versioned, atomic, read by many while one writes."""
