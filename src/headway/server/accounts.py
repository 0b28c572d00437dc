"""Sign-up: the first account owns the place; everybody after it comes by an invitation."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from headway.access.models import User
from headway.operations import newcomers


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Opens sign-up only while nobody has an account, and settles who came by it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether anybody may make an account: only the first."""
        return newcomers.nobody_yet()

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep the account and give it what the first one finds."""
        first = newcomers.nobody_yet()
        super().save_user(request, user, form, commit=commit)
        if commit:
            newcomers.welcome(user, first=first)
        return user

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send by e-mail where a server for it is set; else do without."""
        if settings.HEADWAY_SENDS_MAIL:
            super().send_mail(template_prefix, email, context)
