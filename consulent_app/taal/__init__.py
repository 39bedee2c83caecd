"""What a resident reads in another language: the words, and how that language writes what goes in."""
