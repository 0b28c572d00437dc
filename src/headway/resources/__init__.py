"""People, equipment and material, their calendars and rates."""
