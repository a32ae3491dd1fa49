"""Small graphics beside a number: where everything lies, and the sentence that says the same. Pure.

A module makes a frozen record from values; `assets/sjablonen/grafiekjes.html` draws it. Lengths
are in pixels of the drawing itself. Without enough values there is no drawing (None).
"""
