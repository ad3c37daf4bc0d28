"""The students' functions with switches: right with none of them on, wrong in a known way with each.

These modules use numpy, scipy and scikit-learn only, so that their text can be put into a notebook as it stands.
``mistakes`` maps the names of the switches to their sizes (None where there is no size); switches combine.
"""
