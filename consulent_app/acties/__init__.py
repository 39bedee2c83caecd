"""The product's verbs, without Qt: what both the desktop app and the command line can do."""
