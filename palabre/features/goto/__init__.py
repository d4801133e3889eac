"""Goes on in another scenario."""
