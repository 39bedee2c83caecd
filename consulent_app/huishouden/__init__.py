"""The domain: immutable values about one household, and reading them from an intake file."""
