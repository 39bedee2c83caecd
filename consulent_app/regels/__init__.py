"""The rule engine: one rule tree that says what the answers of a household mean. Pure: no clock, no Qt."""
