"""Working together by files (docs/samenwerken.md): values in, files out, and back; it knows no store."""
