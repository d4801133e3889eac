"""Measures Palabre beside the bare switch; none of it is part of the product; only loopback is loaded."""
