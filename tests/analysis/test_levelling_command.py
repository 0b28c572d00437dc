"""`headway level --project`: a live project from the command line."""

from __future__ import annotations

import json

import pytest

from headway.cli.main import main
from tests.analysis.test_levelling import listed, plan
from tests.projects_api.helpers import Place

OWNER = ("--as", "owner@example.org")


def test_a_live_project_is_levelled_and_applied(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    project, _ = plan(place)
    before = place.tasks(project)
    asked = ["level", "--project", str(project), *OWNER]
    assert main([*asked, "--json", "--seconds", "30"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["status"], told["applied"]) == ("optimal", False)
    assert place.tasks(project) == before
    assert main([*asked, "--apply", "--seconds", "30"]) == 0
    printed = capsys.readouterr().out
    assert "proven optimal" in printed
    assert "2 of 2 over-allocations go." in printed
    assert printed.strip().endswith("Applied.")
    assert listed(place, project)["items"] == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([], "give a FILE"),
        (["x.xml", "--apply"], "are for --project"),
        (["x.xml", "--project", "5"], "give a FILE"),
        (["--project", "5", "--as", "nobody@example.org"], "nobody@example.org"),
        (["--project", "5", *OWNER], "nothing here"),
        (["--project", "5", *OWNER, "--seconds", "-1"], "--seconds"),
    ],
)
def test_what_cannot_be_is_named(
    place: Place, capsys: pytest.CaptureFixture[str], more: list[str], words: str
) -> None:
    assert main(["level", *more]) == 2
    assert words in capsys.readouterr().err
