"""The app we compare with: the least that Streamlit can show."""

import streamlit as st

st.write("Leeg")
