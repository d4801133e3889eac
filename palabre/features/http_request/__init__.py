"""Asks a web server of the subscriber in the middle of a call, and takes its answer into variables."""
