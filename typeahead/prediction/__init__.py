"""From probabilities to what a person sees: suggestions, surprise, explanations."""
