"""The parts of batch counting: a text in chunks, its rows in order, the levels they make, and what is pruned."""
