"""Modules of which there is one text for two readers: notebooks hold it as a given cell, and the graders import it."""
