"""Rule packages that travel apart from the program: one file, signed by two people."""
