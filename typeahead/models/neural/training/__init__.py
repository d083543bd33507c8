"""How a network learns from a text: batches, gradients on two threads, optimisers, and what keeps it from ruin."""
