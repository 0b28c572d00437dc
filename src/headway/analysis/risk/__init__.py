"""Schedule risk of a live project: what is uncertain in it, simulated, and told."""

KIND = "risk"
"""The name of its long runs."""
