"""Workspaces, members, roles and capabilities: who may do and see what."""
