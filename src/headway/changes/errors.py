"""What the door answers when it does not do what was asked: each names the field and the way out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from headway.words import mark, say


class Refused(Exception):
    """A command or a query that is not carried out. `status` is the HTTP status that fits."""

    status = 400
    type = "refused"
    title = mark("Refused")

    def __init__(self, detail: str, **more: Any) -> None:
        self.detail = say(detail)  # a constant is said here; what was said already stays
        super().__init__(self.detail)
        self.more = more

    def problem(self) -> dict[str, Any]:
        """Return the body of an RFC 9457 problem."""
        body = {
            "type": self.type,
            "title": say(self.title),
            "status": self.status,
            "detail": self.detail,
            **self.more,
        }
        sendable: dict[str, Any] = _sendable(body)
        return sendable


def _sendable(value: Any) -> Any:
    """Return the value with what came in and cannot go out again as UTF-8 replaced."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_sendable(k): _sendable(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_sendable(v) for v in value]
    return value


class Invalid(Refused):
    """The input is not usable; `errors` names each field and what would be right."""

    status = 422
    type = "invalid"
    title = mark("Not usable as it is")

    def __init__(self, detail: str, *, field: str = "", errors: list[dict[str, Any]] | None = None):
        super().__init__(detail, errors=errors or [{"field": field, "message": detail}])


class Forbidden(Refused):
    """The person may see the thing but not do this to it."""

    status = 403
    type = "forbidden"
    title = mark("Not allowed")


class Missing(Refused):
    """No such thing, or none that this person may know of."""

    status = 404
    type = "missing"
    title = mark("Not found")


class Conflict(Refused):
    """Somebody else changed the same fields meanwhile; `fields` holds both values."""

    status = 409
    type = "conflict"
    title = mark("Changed by someone else")

    def __init__(self, detail: str, fields: list[dict[str, Any]]):
        super().__init__(detail, fields=fields)


@contextlib.contextmanager
def named(place: str) -> Iterator[None]:
    """Put `place` before the fields of refusals: which of several things they are about."""
    try:
        yield
    except Refused as error:
        for problem in error.more.get("errors", []):
            problem["field"] = f"{place}.{problem['field']}"
        raise


class Busy(Refused):
    """Too many others wrote at the same moment; asking again is harmless."""

    status = 503
    type = "busy"
    title = mark("Busy, try again")
