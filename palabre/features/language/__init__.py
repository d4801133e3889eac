"""The language in which a caller is spoken to."""
