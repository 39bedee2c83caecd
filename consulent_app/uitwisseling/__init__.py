"""What enters and leaves the machine: files of households, and later the exchange between desks."""
