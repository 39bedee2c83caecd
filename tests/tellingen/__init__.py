"""Counting: weeks, tables, hiding, exports."""
