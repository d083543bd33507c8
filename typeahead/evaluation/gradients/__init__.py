"""Vanishing and exploding gradients, measured: how far back through time a network can learn, and remember."""
