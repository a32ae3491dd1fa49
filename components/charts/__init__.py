"""Charts: pure functions from observations to Vega-Lite specifications, without Streamlit."""
