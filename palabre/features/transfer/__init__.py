"""A conversation is passed on: one of those who talk leaves, and the other goes on with somebody else."""
