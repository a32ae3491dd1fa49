"""The data: API, bulk file and catalogue."""
