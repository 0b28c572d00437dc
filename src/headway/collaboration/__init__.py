"""What people tell one another about a project's work: files, watchers, the inbox, updates that are asked for."""
