"""Projects and their plans: tasks, links, assignments, baselines and custom fields."""
