"""What workplaces tell each other of a dossier: the clock, the deling, cells and their versions."""
