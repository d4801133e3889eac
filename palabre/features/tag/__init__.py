"""Tags a call, so that it is found again in the history."""
