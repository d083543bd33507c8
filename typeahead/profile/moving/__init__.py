"""A profile as one file, out to another machine and in from one: docs/moving.md has the format."""
