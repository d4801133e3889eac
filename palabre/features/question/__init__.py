"""A question that the caller answers with digits."""
