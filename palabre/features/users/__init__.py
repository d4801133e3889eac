"""The people of an account: how they log in, what they may do, and the tokens of their programs."""
