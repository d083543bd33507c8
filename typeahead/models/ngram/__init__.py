"""N-gram models on integer counts."""
