"""A whole file of households: read, judged at once by the SQL of the rules, written out."""
