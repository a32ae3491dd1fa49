"""The least that Streamlit can show where something is chosen: a list, and what was chosen."""

import streamlit as st

st.write(st.selectbox("Onderwerp", ["onbenut", "uitkeringen", "banen", "inwoners"]))
