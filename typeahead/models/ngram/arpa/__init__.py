"""ARPA files: n-grams with their probabilities written out, as most n-gram programs read and write them."""
