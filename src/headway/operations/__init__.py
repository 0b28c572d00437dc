"""Running the place: backup, restore, check-up and the demo workspace."""
