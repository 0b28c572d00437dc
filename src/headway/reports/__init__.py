"""The plan on paper and for those who are told of it: Gantt charts and roadmaps as PDF and PNG."""
