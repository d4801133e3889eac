"""A call is put aside under a number of its own, and anybody in the company goes on with it."""
