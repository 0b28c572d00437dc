"""A browser without pages: cookies, the CSRF header, and allauth's headless addresses."""

from __future__ import annotations

from typing import Any

import httpx

from tests.services import PASSWORD

AUTH = "/_allauth/browser/v1"


class Browser:
    """Keeps cookies and sends the CSRF token as the web app does."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=30)
        self.http.get("/sign-in")

    def send(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """Send a request with the CSRF header."""
        headers = {
            "X-CSRFToken": self.http.cookies.get("csrftoken", ""),
            "Origin": str(self.http.base_url).rstrip("/"),
        }
        return self.http.request(method, path, json=body, headers=headers)

    def sign_in(self, email: str, password: str = PASSWORD) -> httpx.Response:
        """Sign in by e-mail and password."""
        return self.send("POST", f"{AUTH}/auth/login", {"email": email, "password": password})

    def accept(self, link: str) -> httpx.Response:
        """Take an invitation of somebody new: the link leads to a page whose button sends it."""
        led = self.http.get(link).headers["location"]
        assert led.startswith("/invitation/")
        self.http.get(led)
        form = {"csrfmiddlewaretoken": self.http.cookies.get("csrftoken", "")}
        origin = {"Origin": str(self.http.base_url).rstrip("/")}
        return self.http.post(f"/sign-in/{led.rsplit('/', 1)[1]}", data=form, headers=origin)

    def cookie_header(self) -> str:
        """Return the cookies as one header."""
        return "; ".join(f"{c.name}={c.value}" for c in self.http.cookies.jar)
