"""From outcomes to decisions: granted or refused, by when, and what may be done about it."""
