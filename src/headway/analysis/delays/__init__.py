"""Delay attribution: which changes moved the finish or a task, by whom, when, and by how much."""
