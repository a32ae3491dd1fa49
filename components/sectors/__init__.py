"""Speerpuntsectoren: choices, figures and questions per sector."""
