"""`headway token`: bearer tokens for programs."""

from __future__ import annotations

import argparse

from headway.cli.place import open_place


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="create a token and print it, nothing else")
    create.add_argument("email", metavar="EMAIL")
    create.add_argument("--name", default="command line", help="what it is for")


def run(given: argparse.Namespace) -> int:
    """Print a new token of an account."""
    open_place()
    from headway.access.tokens import new_token
    from headway.cli.user import account

    _, secret = new_token(account(given.email), given.name)
    print(secret)
    return 0
