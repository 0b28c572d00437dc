"""Pages of lines, boxes and words in points, and how they become PDF and PNG."""
