"""Updates that are asked for: who is asked about which tasks, and links for those without an account."""
