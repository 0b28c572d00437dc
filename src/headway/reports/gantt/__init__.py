"""The Gantt chart on paper: which rows, which columns, and how they are drawn."""
