"""Joining by invitation: where one begins, and guests who are invited again."""

from __future__ import annotations

import pytest
from django.test import Client

from headway.access.models import User
from headway.access.workspaces import add_member
from tests.projects_api.helpers import Place


@pytest.fixture
def place(transactional_db: None) -> Place:
    return Place()


def test_a_guest_of_two_projects_sees_a_branch_of_each(place: Place) -> None:
    one, two = place.project("One"), place.project("Two")
    first, _, second = place.task(one, "A"), place.task(one, "B"), place.task(two, "C")
    guest = place.guest(one, first)
    assert guest.get(f"/projects/{two}/tasks").status_code == 404
    add_member(place.workspace, guest.user, "guest", two, second)
    assert list(place.tasks(one, guest)) == ["A"]
    assert list(place.tasks(two, guest)) == ["C"]
    listed = guest.get("/projects").json()["items"]
    assert sorted(p["name"] for p in listed) == ["One", "Two"]
    # Once more into the same project changes nothing.
    add_member(place.workspace, guest.user, "guest", two, second)
    assert (
        len(
            place.owner.get(f"/workspaces/{place.workspace}/snapshot").json()["tables"]["members"][
                "id"
            ]
        )
        == 5
    )


def test_a_guest_who_is_invited_as_more_becomes_it(place: Place) -> None:
    one, two = place.project("One"), place.project("Two")
    first, second = place.task(one, "A"), place.task(two, "C")
    guest = place.guest(one, first)
    add_member(place.workspace, guest.user, "guest", two, second)
    place.task(one, "B")
    add_member(place.workspace, guest.user, "member")
    assert list(place.tasks(one, guest)) == ["A", "B"]
    assert [w["role"] for w in guest.get("/me").json()["workspaces"]] == ["member"]
    members = place.owner.get(f"/workspaces/{place.workspace}/snapshot").json()["tables"]["members"]
    assert members["user_id"].count(guest.user.pk) == 1
    # A member stays what he is, whatever he is invited as.
    add_member(place.workspace, guest.user, "guest", two, second)
    assert list(place.tasks(one, guest)) == ["A", "B"]


@pytest.mark.parametrize("role", ["manager", "member", "viewer", "guest"])
def test_an_invitation_leads_to_its_project(place: Place, role: str) -> None:
    shared, other = place.project("Shared"), place.project("Other")
    branch = place.task(shared, "A")
    body = {"email": "new@example.org", "role": role, "project_id": shared, "branch_id": branch}
    path = f"/workspaces/{place.workspace}/invitations"
    assert place.member.post(path, body).status_code == 403
    assert place.stranger.post(path, body).status_code == 404
    link = place.owner.post(path, body).json()["link"]
    browser = Client()
    secret = link[link.index("/sign-in/") :]
    assert browser.get(secret)["Location"] == secret.replace("/sign-in/", "/invitation/")
    answer = browser.post(secret)
    assert answer["Location"] == f"/p/{shared}/gantt"
    assert browser.get(f"/api/v1/projects/{shared}").status_code == 200
    beyond = browser.get(f"/api/v1/projects/{other}").status_code
    assert beyond == (404 if role == "guest" else 200)


def test_an_invitation_names_only_a_project_of_its_workspace(place: Place) -> None:
    body = {"name": "Theirs", "start": "2026-12-01"}
    theirs = place.stranger.post("/projects", body).json()["created"]["projects"][0]
    asked = {"email": "new@example.org", "role": "member", "project_id": theirs}
    path = f"/workspaces/{place.workspace}/invitations"
    assert place.owner.post(path, asked).status_code == 404


def test_an_invitation_opens_no_account_that_was_closed(place: Place) -> None:
    path = f"/workspaces/{place.workspace}/invitations"
    body = {"email": "New@example.org", "role": "member"}
    link = place.owner.post(path, body).json()["link"]
    User.objects.create_user("new@example.org", is_active=False)
    answer = Client().post(link[link.index("/sign-in/") :])
    assert answer["Location"] == "/sign-in?link=used"
