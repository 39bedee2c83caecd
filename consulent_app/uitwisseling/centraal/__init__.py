"""The exchange with the central server (docs/samenwerken.md): values in, values out; it knows no store."""
