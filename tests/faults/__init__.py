"""What typeahead survives: programs killed, files damaged."""
