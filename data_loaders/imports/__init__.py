"""Files that officials download by hand: from Excel or CSV to canonical rows, with a preview."""
