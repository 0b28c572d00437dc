"""The OpenAPI document and its page, which run from files of the package alone."""

from __future__ import annotations

import re

import pytest
from django.test import Client

PATHS = {
    "/projects": {"get", "post"},
    "/projects/{project_id}": {"get", "patch", "delete"},
    "/projects/{project_id}/why": {"get"},
    "/projects/{project_id}/tasks": {"get", "post"},
    "/tasks/{task_id}": {"get", "patch", "delete"},
    "/tasks/{task_id}/why": {"get"},
    "/projects/{project_id}/links": {"post"},
    "/links/{link_id}": {"patch", "delete"},
    "/projects/import": {"post"},
    "/projects/import/inspect": {"post"},
    "/projects/{project_id}/import-report": {"get"},
    "/projects/{project_id}/import-report/keep": {"post"},
    "/projects/{project_id}/export": {"get"},
    "/templates": {"get"},
    "/countries": {"get"},
}


@pytest.mark.django_db
def test_every_route_is_described() -> None:
    document = Client().get("/api/v1/openapi.json").json()
    for path, methods in PATHS.items():
        entry = document["paths"][f"/api/v1{path}"]
        assert set(entry) == methods, path
        for method in methods:
            assert entry[method]["summary"]
            answered = [s for s in entry[method]["responses"] if str(s).startswith("2")]
            assert answered, (path, method)
    task = document["paths"]["/api/v1/tasks/{task_id}"]["get"]["responses"]["200"]
    assert task["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/TaskOut"}
    fields = document["components"]["schemas"]["TaskOut"]["properties"]
    assert {"id", "name", "start", "finish", "duration_minutes"} <= set(fields)
    assert "422" in document["paths"]["/api/v1/tasks/{task_id}"]["patch"]["responses"]
    upload = document["paths"]["/api/v1/projects/import"]["post"]["requestBody"]["content"]
    assert "multipart/form-data" in upload
    refs = set(
        re.findall(r'"\$ref": ?"#/([^"]+)"', Client().get("/api/v1/openapi.json").content.decode())
    )
    for ref in refs:
        found = document
        for part in ref.split("/"):
            found = found[part]


@pytest.mark.django_db
def test_every_answer_in_json_has_a_model() -> None:
    document = Client().get("/api/v1/openapi.json").json()
    without = []
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            for status, answer in said["responses"].items():
                content = answer.get("content", {}).get("application/json")
                if status.startswith("2") and content and "$ref" not in content["schema"]:
                    without.append(f"{method} {path}")
    assert not without


@pytest.mark.django_db
def test_the_page_needs_no_other_host_and_no_inline_script() -> None:
    page = Client().get("/api/v1/docs")
    assert page.status_code == 200
    text = page.content.decode()
    assert "script-src 'self';" in page.headers["Content-Security-Policy"]
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)
    scripts = re.findall(r"<script(?![^>]*application/json)[^>]*>([^<]*)</script>", text)
    assert scripts
    assert not any(scripts)
    for name in re.findall(r'(?:src|href)="(docs/[^"]+)"', text):
        file = Client().get(f"/api/v1/{name}")
        assert file.status_code == 200, name
        assert len(file.content) > 100
    assert Client().get("/api/v1/docs/other.js").status_code == 404
