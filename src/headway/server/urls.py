"""Addresses: the API, sign-in, and the web app for everything else."""

from __future__ import annotations

from django.urls import include, path, re_path

from headway.access.pages import sign_in
from headway.server.api import api, nothing_here
from headway.server.app import bad_request, web_app
from headway.server.docs import docs_file

urlpatterns = [
    path("api/v1/docs/<str:name>", docs_file),
    path("api/v1/", api.urls),
    re_path(r"^api/", nothing_here),
    path("_allauth/", include("allauth.headless.urls")),
    path("accounts/", include("allauth.urls")),
    path("sign-in/<str:secret>", sign_in),
    re_path(r"^(?!api/|_allauth/|accounts/|ws/|assets/).*$", web_app),
]
handler400 = bad_request
