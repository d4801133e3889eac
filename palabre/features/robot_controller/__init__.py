"""Lost callers of a queue are called back by themselves."""
