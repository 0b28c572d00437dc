"""The spine: commands in, changesets out. Domain rooms register with it; it imports none of them."""
