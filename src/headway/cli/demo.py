"""`headway demo`: the demo workspace."""

from __future__ import annotations

import argparse

from headway.cli.place import open_place


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument(
        "--reset", action="store_true", help="make it anew: what was changed in it is lost"
    )


def run(given: argparse.Namespace) -> int:
    """Make the demo where there is none, or reset it."""
    open_place()
    from headway.operations import demo, newcomers, opening

    if given.reset and newcomers.demo_workspace() is not None:
        workspace = demo.reset()
        print(f"The demo is made anew: workspace {workspace}.")
    else:
        print(f"The demo is workspace {opening.make_demo()}.")
    return 0
