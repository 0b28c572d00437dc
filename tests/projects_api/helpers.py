"""People with tokens in a workspace of their own, and a client that speaks JSON for each."""

from __future__ import annotations

from typing import Any

import orjson
from django.core.files.uploadedfile import SimpleUploadedFile

from headway.access.models import User
from headway.access.tokens import new_token
from headway.access.workspaces import add_member, create_workspace
from tests.answered import Asking
from tests.line.client import rows_of


class Person:
    """Somebody with a token: asks the API as that account."""

    def __init__(self, email: str, name: str = "") -> None:
        self.user = User.objects.create_user(email, "a long pass phrase", name=name)
        _, secret = new_token(self.user)
        self.client = Asking(headers={"Authorization": f"Bearer {secret}"})

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1{path}", query)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.generic(
            method, f"/api/v1{path}", orjson.dumps(body or {}), "application/json", headers=headers
        )

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.send("PATCH", path, body, **headers)

    def delete(self, path: str) -> Any:
        return self.send("DELETE", path)

    def command(
        self, stream: int, type_: str, payload: dict[str, Any], status: int = 200
    ) -> dict[str, Any]:
        answer = self.post("/commands", {"type": type_, "stream": stream, "payload": payload})
        assert answer.status_code == status, answer.content
        found: dict[str, Any] = answer.json()
        return found

    def tables(self, project: int, *names: str) -> dict[str, list[dict[str, Any]]]:
        """Return the rows of a project's tables, of those named or of all."""
        query = {"tables": ",".join(names)} if names else {}
        found = self.get(f"/projects/{project}/snapshot", **query).json()["tables"]
        return {name: list(rows_of(columns).values()) for name, columns in found.items()}

    def rows(self, project: int, table: str) -> list[dict[str, Any]]:
        """Return the rows of one table."""
        return self.tables(project, table)[table]

    def upload(self, path: str, data: bytes, name: str, /, **fields: Any) -> Any:
        headers = {k: fields.pop(k) for k in list(fields) if "-" in k}
        file = SimpleUploadedFile(name, data)
        return self.client.post(f"/api/v1{path}", {"file": file, **fields}, headers=headers)


class Place:
    """A workspace with one person of each role, and a stranger with one of his own."""

    def __init__(self) -> None:
        self.owner = Person("owner@example.org", "Olga Owner")
        self.workspace = create_workspace("Works", self.owner.user)
        self.member = self.join("member@example.org", "member", "Max Member")
        self.viewer = self.join("viewer@example.org", "viewer", "Vera Viewer")
        self.stranger = Person("stranger@example.org", "Sam Stranger")
        create_workspace("Elsewhere", self.stranger.user)

    def join(
        self,
        email: str,
        role: str,
        name: str,
        project: int | None = None,
        branch: int | None = None,
    ) -> Person:
        person = Person(email, name)
        add_member(self.workspace, person.user, role, project, branch)
        return person

    def project(self, name: str = "Migration", **more: Any) -> int:
        body = {"name": name, "start": "2026-12-01", "workspace_id": self.workspace, **more}
        answer = self.owner.post("/projects", body)
        assert answer.status_code == 201, answer.content
        return int(answer.json()["created"]["projects"][0])

    def task(self, project: int, name: str, **fields: Any) -> int:
        answer = self.owner.post(f"/projects/{project}/tasks", {"name": name, **fields})
        assert answer.status_code == 201, answer.content
        return int(answer.json()["created"]["tasks"][0])

    def guest(self, project: int, branch: int) -> Person:
        return self.join("guest@example.org", "guest", "Gil Guest", project, branch)

    def tasks(self, project: int, person: Person | None = None) -> dict[str, dict[str, Any]]:
        answer = (person or self.owner).get(f"/projects/{project}/tasks", limit=100_000)
        assert answer.status_code == 200, answer.content
        return {t["name"]: t for t in answer.json()["items"]}
