"""How the simulated scores are made, each step in its own module."""
