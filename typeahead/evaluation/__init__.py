"""Figures about models: perplexity, hits, keystrokes."""
