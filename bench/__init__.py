"""What is measured, each module a table; `python -m bench [name ...]` runs them."""
