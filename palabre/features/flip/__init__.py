"""A conversation goes on at another phone of the same extension, without a gap."""
