"""Files to download: CSV, workbooks and bundles. Pure."""
