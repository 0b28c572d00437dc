"""Sign-up: by invitation once somebody owns the place; the first account owns it."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from headway.access.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Opens sign-up only while there is no account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anybody may make an account: only the first."""
        return not User.objects.exists()
