"""Measures Palabre beside the bare switch; nothing here is part of the product, and only loopback is loaded."""
