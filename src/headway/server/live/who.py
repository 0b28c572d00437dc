"""Who opens a socket: the account of a bearer token or of a session cookie."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest, parse_cookie
from django.http.request import split_domain_port, validate_host

from headway.access.models import User
from headway.access.tokens import user_of_token
from headway.server.bodies import Scope, header


@dataclass(frozen=True)
class Person:
    """An account, and the secret by which it was known (asked again now and then)."""

    user_id: int
    name: str
    token: str = ""
    session: str = ""


def origin_fits(scope: Scope) -> bool:
    """Whether the page that opens the socket is our own: browsers send cookies from any page."""
    if header(scope, b"authorization"):
        return True
    domain, _ = split_domain_port(header(scope, b"host"))
    if not validate_host(domain, settings.ALLOWED_HOSTS):
        return False
    origin = header(scope, b"origin").lower()
    if not origin:
        return True
    if origin in (o.lower() for o in settings.CSRF_TRUSTED_ORIGINS):
        return True
    try:
        return urlsplit(origin).netloc == header(scope, b"host").lower()
    except ValueError:
        return False


def person_of(scope: Scope) -> Person | None:
    """Return whose connection it is, None for nobody's. Asks the database."""
    kind, _, token = header(scope, b"authorization").partition(" ")
    if kind.lower() == "bearer":
        return person_by(token=token.strip())
    cookie = parse_cookie(header(scope, b"cookie"))
    return person_by(session=cookie.get(settings.SESSION_COOKIE_NAME, ""))


def person_by(*, token: str = "", session: str = "") -> Person | None:
    """Return the account of a token or of a session key, if it still lets somebody in."""
    if token:
        user = user_of_token(token)
        return None if user is None else Person(user.pk, user.get_full_name(), token=token)
    if not session:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(session)
    found = get_user(request)
    if not isinstance(found, User):
        return None
    return Person(found.pk, found.get_full_name(), session=session)
