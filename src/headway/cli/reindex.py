"""`headway reindex`: makes the search index anew."""

from __future__ import annotations

import argparse

from headway.cli.place import open_place


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""


def run(given: argparse.Namespace) -> int:
    """Read all streams into the index again; the place may be in use meanwhile."""
    open_place()
    from headway.search.indexing import rebuild
    from headway.search.models import Document

    streams = rebuild()
    print(f"{Document.objects.count()} tasks, projects and people of {streams} streams.")
    return 0
