"""Following the sources: fetch, check, keep. Never part of a page view."""
