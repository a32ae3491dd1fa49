"""The bodies of the pages, in Streamlit."""
