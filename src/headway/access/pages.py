"""The one-time link: signs in, makes an invited person a member, and goes to the app."""

from __future__ import annotations

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from headway.access.models import User
from headway.access.tokens import take_link
from headway.access.workspaces import add_member

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_GET
@never_cache
def sign_in(request: HttpRequest, secret: str) -> HttpResponse:
    """Take a link and sign its person in; a used or old one leads to the sign-in page."""
    link = take_link(secret)
    if link is None:
        if request.user.is_authenticated:
            return HttpResponseRedirect("/")
        return HttpResponseRedirect("/sign-in?link=used")
    user = link.user
    if user is None:
        user = User.objects.filter(email=link.email.lower()).first()
        if user is None:
            user = User.objects.create_user(link.email)
    if link.workspace_id is not None and link.role:
        add_member(link.workspace_id, user, link.role, link.project_id, link.branch_id)
    login(request, user, backend=BACKEND)
    return HttpResponseRedirect(f"/p/{link.project_id}/gantt" if link.project_id else "/")
