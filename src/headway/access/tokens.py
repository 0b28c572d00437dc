"""Secrets that let somebody in: bearer tokens and links. Only their hashes are kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from django.db import transaction

from headway.access.models import SignInLink, Token, User

LINK_LIFE = timedelta(days=7)
FRESH = timedelta(minutes=10)


def digest(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_token(user: User, name: str = "") -> tuple[Token, str]:
    """Create a token; return it and its secret, which is shown only now."""
    secret = "hw_" + secrets.token_urlsafe(32)
    return Token.objects.create(user=user, name=name[:100], digest=digest(secret)), secret


def user_of_token(secret: str) -> User | None:
    """Return the account of a bearer token, None for an unknown one."""
    token = Token.objects.select_related("user").filter(digest=digest(secret)).first()
    if token is None or not token.user.is_active:
        return None
    now = datetime.now(UTC)
    if token.used_at is None or now - token.used_at > FRESH:
        Token.objects.filter(pk=token.pk).update(used_at=now)
    return token.user


def new_link(**values: object) -> str:
    """Create a sign-in link or an invitation; return its secret."""
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        digest=digest(secret), expires_at=datetime.now(UTC) + LINK_LIFE, **values
    )
    return secret


def look_at_link(secret: str) -> SignInLink | None:
    """Return a link that can still be used, without using it; None for any other."""
    link = SignInLink.objects.select_related("user").filter(digest=digest(secret)).first()
    if link is None or link.used_at is not None or link.expires_at < datetime.now(UTC):
        return None
    return link


def take_link(secret: str) -> SignInLink | None:
    """Use a link up and return it; None if it is unknown, used or too old."""
    now = datetime.now(UTC)
    with transaction.atomic():
        link = SignInLink.objects.filter(digest=digest(secret), used_at=None).first()
        if link is None or link.expires_at < now:
            return None
        used = SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=now)
    return link if used else None
