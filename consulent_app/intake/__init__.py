"""The conversation without Qt: the document, its answers, undo, and what people type."""
