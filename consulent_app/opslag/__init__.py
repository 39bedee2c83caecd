"""The encrypted store on this machine; import its modules where they are used, not at the start."""
