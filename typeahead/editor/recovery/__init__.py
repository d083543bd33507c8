"""What is typed and not yet saved: written aside every few seconds, and offered again after a crash."""
