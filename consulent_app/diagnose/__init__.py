"""What happened to the program itself: a log and the trace of a crash, without anything about anybody."""
