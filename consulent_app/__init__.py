"""Consulent: judges all minimaregelingen of a gemeente for one household and prints the letters."""

__version__ = "0.1.0"
