"""What a person's model is made of: documents, settings, and the arrays derived from them."""
