"""Controls and parts of pages, in Streamlit."""
