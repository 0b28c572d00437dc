"""Routes of accounts: who one is, one's workspaces, tokens and invitations."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from ninja import Router, Schema, Status

from headway.access.models import Token, User
from headway.access.records import ROLES
from headway.access.tokens import new_link, new_token
from headway.access.workspaces import create_workspace, rename_member, workspaces_of
from headway.changes.answers import Answer, answers
from headway.changes.checks import storable
from headway.changes.errors import Forbidden, Invalid, Missing
from headway.changes.http import user_of
from headway.changes.reading import state_for
from headway.words import say

router = Router(tags=["access"])


class NameIn(Schema):
    """A name for something new."""

    name: str = ""


class InvitationIn(Schema):
    """Whom to let in, and as what; a guest into one branch of one project."""

    email: str
    role: str = "member"
    project_id: int | None = None
    branch_id: int | None = None


class WorkspaceItem(Answer):
    """A workspace that one may enter."""

    id: int
    name: str
    role: str
    demo: bool


class Account(Answer):
    """Whose session or token it is."""

    id: int
    name: str
    email: str
    has_password: bool


class Me(Answer):
    """The account, and the workspaces that it may enter."""

    user: Account
    workspaces: list[WorkspaceItem]


class Invitation(Answer):
    """A link that lets one person in, once."""

    link: str


class TokenOut(Answer):
    """An API token without its secret."""

    id: int
    name: str
    created_at: str
    used_at: str | None


class TokenList(Answer):
    """Tokens, the newest first."""

    items: list[TokenOut]


class NewToken(Answer):
    """A token with its secret, which is shown only now."""

    id: int
    name: str
    token: str


@router.get("/me", summary="Who I am", openapi_extra=answers(Me))
def me(request: HttpRequest) -> dict[str, Any]:
    """Return the account and the workspaces that it may enter."""
    user = request.auth  # type: ignore[attr-defined]  # by ninja
    return {
        "user": {
            "id": user.pk,
            "name": user.get_full_name(),
            "email": user.email,
            "has_password": user.has_usable_password(),
        },
        "workspaces": workspaces_of(user.pk),
    }


class MeIn(Schema):
    """What one may say about oneself. A new address needs the password, where there is one."""

    name: str | None = None
    email: str | None = None
    password: str = ""


@router.patch("/me", summary="Change my name or address", openapi_extra=answers(Me))
def patch_me(request: HttpRequest, body: MeIn) -> dict[str, Any]:
    """Change how the account is shown and by which address it signs in."""
    user: User = request.auth  # type: ignore[attr-defined]  # by ninja
    if body.name is not None:
        user.name = _name(body.name, say("Give a name of at most 200 characters."))
    if body.email is not None and body.email.strip().lower() != user.email:
        _change_email(user, body.email.strip().lower(), body.password)
    user.save(update_fields=["name", "email"])
    rename_member(user)
    return me(request)


def _name(text: str, wanted: str) -> str:
    """Return a name without the spaces around it; raise Invalid for one that cannot be kept."""
    name = text.strip()
    if not (1 <= len(name) <= 200 and storable(name)):
        raise Invalid(wanted, field="name")
    return name


def _change_email(user: User, email: str, password: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid(say("This is no e-mail address."), field="email") from None
    if user.has_usable_password() and not user.check_password(password):
        raise Invalid(say("Give your password to change the address."), field="password")
    if User.objects.filter(email=email).exists():
        raise Invalid(say("Another account has this address."), field="email")
    user.email = email
    EmailAddress.objects.filter(user=user).delete()


@router.post(
    "/workspaces",
    response={201: dict[str, Any]},
    summary="Start a workspace",
    openapi_extra=answers(WorkspaceItem, 201),
)
def post_workspace(request: HttpRequest, body: NameIn) -> Status[dict[str, Any]]:
    """Create a workspace that the account owns."""
    name = _name(body.name, say("Give the workspace a name of at most 200 characters."))
    key = create_workspace(name, request.auth)  # type: ignore[attr-defined]  # by ninja
    return Status(201, {"id": key, "name": name, "role": "owner", "demo": False})


@router.post(
    "/workspaces/{int:workspace_id}/invitations",
    response={201: dict[str, str]},
    summary="Invite somebody",
    openapi_extra=answers(Invitation, 201),
)
def post_invitation(
    request: HttpRequest, workspace_id: int, body: InvitationIn
) -> Status[dict[str, str]]:
    """Return a link that lets one person in, once."""
    _, viewer = state_for(user_of(request), workspace_id, "workspace")
    if not viewer.may("members.edit"):
        raise Forbidden(say("Only an owner may invite people."))
    email = body.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid(say("Give the e-mail address of the person."), field="email") from None
    if body.role not in ROLES:
        raise Invalid(say("role must be one of {roles}.", roles=", ".join(ROLES)), field="role")
    guest = body.role == "guest"
    if guest and (body.project_id is None or body.branch_id is None):
        raise Invalid(say("A guest needs a project and a branch of it."), field="branch_id")
    if body.project_id is not None:
        project, _ = state_for(user_of(request), body.project_id, "project")
        if project.workspace_id != workspace_id:
            raise Missing(say("There is no such project in this workspace."))
        if project.parent is not None:
            raise Invalid(
                say("People are invited to projects, not to scenarios."), field="project_id"
            )
        if guest and body.branch_id not in project.records.rows("tasks"):
            raise Missing(say("There is no such branch in that project."))
    secret = new_link(
        workspace_id=workspace_id,
        email=email,
        role=body.role,
        project_id=body.project_id,
        branch_id=body.branch_id if guest else None,
    )
    return Status(201, {"link": f"{settings.HEADWAY_BASE_URL}/sign-in/{secret}"})


@router.get("/tokens", summary="My API tokens", openapi_extra=answers(TokenList))
def get_tokens(request: HttpRequest) -> dict[str, Any]:
    """Return the account's tokens, without their secrets."""
    found = Token.objects.filter(user_id=user_of(request)).order_by("-id")
    return {
        "items": [
            {"id": t.pk, "name": t.name, "created_at": t.created_at, "used_at": t.used_at}
            for t in found
        ]
    }


@router.post(
    "/tokens",
    response={201: dict[str, Any]},
    summary="Make an API token",
    openapi_extra=answers(NewToken, 201),
)
def post_token(request: HttpRequest, body: NameIn) -> Status[dict[str, Any]]:
    """Create a token; its secret is shown only now."""
    name = _name(
        body.name.strip() or "API", say("Give the token a name of at most 100 characters.")
    )
    token, secret = new_token(request.auth, name)  # type: ignore[attr-defined]  # by ninja
    return Status(201, {"id": token.pk, "name": token.name, "token": secret})


@router.delete("/tokens/{int:token_id}", response={204: None}, summary="Revoke an API token")
def delete_token(request: HttpRequest, token_id: int) -> Status[None]:
    """Make a token useless."""
    gone, _ = Token.objects.filter(user_id=user_of(request), id=token_id).delete()
    if not gone:
        raise Missing(say("There is no such token."))
    return Status(204, None)
