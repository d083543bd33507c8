"""Which key does what: their names, what can be done with a key, and the keys a person has set in their settings."""
