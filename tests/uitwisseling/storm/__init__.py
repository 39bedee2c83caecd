"""Workplaces in processes of their own that edit, exchange, die and come back; and who judges the end."""
