"""How the body of a changeset is stored: JSON, compressed where it is long."""

from __future__ import annotations

import zlib
from typing import Any

import orjson

LONG = 4096


def pack(body: dict[str, Any]) -> bytes:
    """Return the bytes to store."""
    raw = orjson.dumps(body, option=orjson.OPT_NON_STR_KEYS)
    return b"z" + zlib.compress(raw, 1) if len(raw) > LONG else b"j" + raw


def unpack(stored: bytes | memoryview) -> dict[str, Any]:
    """Return what `pack` was given."""
    data = bytes(stored)
    body: dict[str, Any] = orjson.loads(zlib.decompress(data[1:]) if data[:1] == b"z" else data[1:])
    return body
