"""Headway: self-hosted project management for the people who run technical projects."""
