"""From files to sentences of words: sources, prose readers, the tokeniser, casing, the vocabulary."""
