"""Language models: words in, probabilities out."""
