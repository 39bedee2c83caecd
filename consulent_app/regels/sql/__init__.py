"""The second reader: the same rule tree as SQL, for a whole file at once, unknowns included."""
