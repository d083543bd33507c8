"""What the README's figures, and the model in the package, are made with."""
