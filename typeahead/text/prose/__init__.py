"""One reader a format: each turns a file's text into paragraphs of prose."""
