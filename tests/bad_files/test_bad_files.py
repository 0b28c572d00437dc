"""Bad files get a clear message and leave nothing behind."""

from __future__ import annotations

import resource
import tempfile

import pytest
from django.apps import apps
from django.core.files.uploadedfile import TemporaryUploadedFile

from headway.changes.models import Lease, Sequence
from headway.projects.importing import Unreadable, read
from tests.bad_files.corpus import CORPUS, Bad
from tests.projects_api.helpers import Place

# Several files go through a Java machine of their own, which is given 120 s before it is ended.
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
PATHS = ("/projects/import", "/projects/import/inspect")


@pytest.fixture
def place(transactional_db: None) -> Place:
    return Place()


def counts() -> dict[str, int]:
    """Rows by table; keys that were leased and not used are no trace."""
    return {
        model._meta.db_table: model._default_manager.count()
        for model in apps.get_models()
        if model not in (Lease, Sequence)
    }


@pytest.mark.parametrize("bad", CORPUS, ids=[b.name for b in CORPUS])
def test_a_bad_file_is_refused_in_words(place: Place, bad: Bad) -> None:
    before = counts()
    answer = place.owner.upload("/projects/import", bad.data(), bad.name)
    assert answer.status_code == 422, answer.content[:500]
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert bad.says.casefold() in body["detail"].casefold(), body["detail"]
    assert "root:" not in body["detail"]
    assert "Traceback" not in body["detail"]
    assert counts() == before


@pytest.mark.parametrize("path", PATHS)
def test_a_file_of_200_mb_is_refused_without_being_read(place: Place, path: str) -> None:
    file = TemporaryUploadedFile("huge.mpp", "application/octet-stream", 200 * 2**20, None)
    file.file.truncate(200 * 2**20)  # sparse: it takes no room on disk
    before, used = counts(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    from headway.projects.api.files import TooLarge, _bytes

    with pytest.raises(TooLarge, match="200 MB"):
        _bytes(file)  # type: ignore[arg-type]
    file.close()
    assert counts() == before
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - used < 50 * 1024


def test_no_file_at_all_is_named(place: Place) -> None:
    for path in PATHS:
        answer = place.owner.client.post(f"/api/v1{path}", {})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"].endswith("file")


def test_an_entity_never_reaches_the_outside() -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as secret:
        secret.write("a secret of the machine")
        secret.flush()
        for name in ("a.xml", "b.planner", "c.gan", "d.pmxml"):
            document = (
                f'<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file://{secret.name}">]>'
                "<project><name>&x;</name></project>"
            )
            with pytest.raises(Unreadable) as caught:
                read(document.encode(), name)
            assert "a secret" not in caught.value.detail
