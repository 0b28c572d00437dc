"""Plans kept as templates: taken from a project or a branch, put into a new project or beside a task."""
