"""A person's inbox: what others did that concerns him, read from the changesets."""
