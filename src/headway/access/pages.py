"""The one-time link: signs in, makes an invited person a member, and goes to the app.

Three kinds of link: for an account (its administrator printed it), for the first person on an empty
place (printed by the server), and an invitation into a workspace. An invitation for somebody who
has an account already lets nobody in by itself: the person signs in first. Else whoever may invite
could enter as anybody whose address he knows. One for somebody new asks for a press of a button, since
chats and mail filters open the links that they pass on.
"""

from __future__ import annotations

from urllib.parse import quote

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from headway.access.models import SignInLink, User
from headway.access.records import GUEST
from headway.access.tokens import look_at_link, take_link
from headway.access.workspaces import add_member

BACKEND = "django.contrib.auth.backends.ModelBackend"
FIRST_EMAIL, FIRST_NAME = "owner@localhost", "Owner"
"""What the first person is called until he says otherwise in the settings."""


@require_http_methods(["GET", "POST"])
@never_cache
def sign_in(request: HttpRequest, secret: str) -> HttpResponse:
    """Take a link and sign its person in; a used or old one leads to the sign-in page.

    An invitation of somebody new leads to a page that sends the same by POST.
    """
    link = look_at_link(secret)
    if link is None or not _still_good(link):
        here = isinstance(request.user, User) and request.user.is_active
        return HttpResponseRedirect("/" if here else "/sign-in?link=used")
    user = link.user or _account(link.email)
    invited = link.user is None and user is not None
    if invited and request.user != user:
        return HttpResponseRedirect(f"/sign-in?next={quote(f'/sign-in/{secret}')}")
    if user is None and link.email and request.method != "POST":
        return HttpResponseRedirect(f"/invitation/{quote(secret)}")
    if take_link(secret) is None:
        return HttpResponseRedirect("/sign-in?link=used")
    if user is None:
        name = "" if link.email else FIRST_NAME
        user = User.objects.create_user(link.email or FIRST_EMAIL, name=name)
    if link.workspace_id is not None and link.role:
        # The project is all that a guest sees; others merely begin there.
        only = link.project_id if link.role == GUEST else None
        add_member(link.workspace_id, user, link.role, only, link.branch_id)
    if not invited:
        login(request, user, backend=BACKEND)
    return HttpResponseRedirect(f"/p/{link.project_id}/gantt" if link.project_id else "/")


def _account(email: str) -> User | None:
    return User.objects.filter(email=email.lower(), is_active=True).first() if email else None


def _still_good(link: SignInLink) -> bool:
    """Whether the link still lets in: its account is open, none of its address is closed; the first
    person's: nobody came yet."""
    if link.user is not None:
        return link.user.is_active
    if link.email:
        return not User.objects.filter(email=link.email.lower(), is_active=False).exists()
    return not User.objects.filter(is_active=True).exists()
