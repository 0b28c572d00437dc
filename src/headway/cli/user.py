"""`headway user`: accounts and sign-in links."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from headway.cli.main import BadInput
from headway.cli.place import open_place

if TYPE_CHECKING:
    from headway.access.models import User


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    create = actions.add_parser("create", help="create an account")
    create.add_argument("email", metavar="EMAIL")
    create.add_argument("--name", default="", help="how the person is shown")
    create.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    link = actions.add_parser("link", help="print a link that signs an account in, once")
    link.add_argument("email", metavar="EMAIL")
    actions.add_parser("list", help="list the accounts")


def run(given: argparse.Namespace) -> int:
    """Create an account, print a link or list the accounts."""
    open_place()
    if given.action == "create":
        return _create(given)
    if given.action == "link":
        return _link(given)
    return _list()


def account(email: str) -> User:
    """Return the account of an e-mail address; raise BadInput where there is none."""
    from headway.access.models import User

    found = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if found is None:
        raise BadInput(f"There is no account {email}. Create it: headway user create {email}")
    return found


def _create(given: argparse.Namespace) -> int:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from headway.access.models import User
    from headway.operations import newcomers

    email = given.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise BadInput(f"{given.email} is not an e-mail address.") from None
    if User.objects.filter(email=email).exists():
        raise BadInput(f"There is an account {email} already.")
    password = None
    if given.password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
        try:
            validate_password(password, User(email=email, name=given.name))
        except ValidationError as error:
            raise BadInput(" ".join(error.messages)) from None
    first = newcomers.nobody_yet()
    user = User.objects.create_user(email, password, name=given.name.strip()[:200])
    newcomers.welcome(user, first=first)
    print(f"Created {email}.")
    if password is None:
        print(f"Sign in by this link, once: {newcomers.link_for(user)}")
    return 0


def _link(given: argparse.Namespace) -> int:
    from headway.operations import newcomers

    print(newcomers.link_for(account(given.email)))
    return 0


def _list() -> int:
    from headway.access.models import User

    for user in User.objects.filter(is_active=True).order_by("email"):
        print(f"{user.email}\t{user.get_full_name()}")
    return 0
