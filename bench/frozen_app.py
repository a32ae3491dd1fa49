"""The empty app with the one trick ours has: what is loaded is left out of later collections.

Streamlit collects garbage after every rerun, which is most of the time of the empty app.
Next to this app one sees what our own code costs.
"""

import gc

import streamlit as st

if gc.get_freeze_count() == 0:
    gc.collect()
    gc.freeze()
st.write("Leeg")
