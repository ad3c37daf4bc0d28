"""Reference implementations: the one place for each function's signature, docstring and body.

The build copies the text of single functions from here into notebooks, so each function needs nothing but its
module's imports and the functions of the same assignment that students write before it.
"""
