"""Measurements of the app next to an empty Streamlit app, in one run: `python -m bench`."""
