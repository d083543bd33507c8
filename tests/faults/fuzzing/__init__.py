"""Coverage-guided fuzzing of what reads files of strangers; see `__main__`."""
