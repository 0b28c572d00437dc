"""What stands in the log, and what does not."""

from __future__ import annotations

import logging

from django.conf import settings

from headway.server.logs import Plain


def test_a_links_token_stands_in_no_line_of_the_log() -> None:
    kind = settings.LOGGING["formatters"]["plain"]
    assert kind["()"] == f"{Plain.__module__}.{Plain.__name__}"
    path = "/api/v1/update-links/12-abcdef.SIGNED_x-y"
    record = logging.LogRecord(
        "headway", logging.ERROR, "", 1, "%s %s failed", ("POST", path), None
    )  # fmt: skip
    line = Plain(kind["format"]).format(record)
    assert "POST /api/v1/update-links/… failed" in line
    assert "SIGNED" not in line
