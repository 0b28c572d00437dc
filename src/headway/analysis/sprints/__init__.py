"""Scrum over the history of a project: burndown, burnup, velocity, report, capacity, releases."""
