"""What the app's page tells the browser to ask for while the app itself is on its way."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from headway.server import app


@pytest.mark.parametrize(
    ("path", "known", "first"),
    [
        ("/p/12/gantt", True, ["/api/v1/me", "/api/v1/projects/12/snapshot"]),
        ("/p/12", True, ["/api/v1/me", "/api/v1/projects/12/snapshot"]),
        ("/p/12/gantt", False, []),
        ("/settings", True, []),
        ("/p/12x/gantt", True, []),
    ],
)
def test_a_projects_page_has_the_project_asked_for_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, known: bool, first: list[str]
) -> None:
    (tmp_path / "index.html").write_text("<title>Headway</title>")
    monkeypatch.setattr(app, "web_root", lambda: tmp_path)
    request = RequestFactory().get(path)
    request.user = SimpleNamespace(is_authenticated=known)  # type: ignore[assignment]
    link = app.web_app(request).headers.get("Link", "")
    assert [part.split(">")[0][1:] for part in link.split(", ") if part] == first
    assert link.count("rel=preload; as=fetch; crossorigin") == len(first)
