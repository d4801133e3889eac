"""What is going on now: which phones are registered, which calls are in progress."""
