"""What the facts beside the decisions add up to: tables, small numbers hidden, targets, exports."""
