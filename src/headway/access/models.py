"""Accounts, their tokens and sign-in links, and the tables of the room's records."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models

from headway.access.records import MEMBERS, WORKSPACES
from headway.changes.models import model_of


class UserManager(BaseUserManager["User"]):
    """Creates accounts by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **more: Any) -> User:
        """Create an account; without a password it can only enter by link or token."""
        user = self.model(email=self.normalize_email(email).lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractUser):
    """An account: a person who can sign in, known by the e-mail address."""

    username = None  # type: ignore[assignment]  # a field taken away
    first_name = None  # type: ignore[assignment]  # a field taken away
    last_name = None  # type: ignore[assignment]  # a field taken away
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, default="")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[misc, assignment]  # another manager than AbstractUser's

    def get_full_name(self) -> str:
        return self.name or self.email.split("@")[0]

    def get_short_name(self) -> str:
        return self.get_full_name()


class Token(models.Model):
    """A bearer token for programs; only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100, default="")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)


class SignInLink(models.Model):
    """A link that signs in once; or an invitation, which also makes a member."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True)
    workspace_id = models.BigIntegerField(null=True)
    email = models.EmailField(default="")
    role = models.CharField(max_length=20, default="")
    project_id = models.BigIntegerField(null=True)
    branch_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


Workspace = model_of(WORKSPACES, __name__, "access")
Member = model_of(MEMBERS, __name__, "access")
