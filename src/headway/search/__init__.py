"""Finds what rooms registered as searchable, over all that a person may see."""
