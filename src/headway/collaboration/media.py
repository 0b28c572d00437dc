"""What a file is, by its first bytes; what it is called and what a browser says of it count for nothing. Pure."""

from __future__ import annotations

UNKNOWN = "application/octet-stream"
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""What a browser may show: pictures of points, in which nothing can run. SVG is none of them."""
LONGEST = 16
_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
)


def media_type_of(head: bytes) -> str:
    """Return the media type of a file from its first LONGEST bytes; UNKNOWN for any other."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for sign, kind in _SIGNS if head.startswith(sign)), UNKNOWN)
