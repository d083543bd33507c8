"""The model that comes with the package: what answers until a person has trained one of their own."""
