"""The built web app's files, served before any thread is busied.

Files below `assets/` carry a hash of their content in their name and are kept by browsers for good;
others are asked for again. Where the build left a compressed copy beside a file (`.br`, `.gz`),
that is sent; text without one is compressed once and kept.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from headway.server.bodies import Scope, Send, header

FOREVER = "public, max-age=31536000, immutable"
AGAIN = "no-cache"
PAGE = "index.html"
TEXT = (
    "text/",
    "application/javascript",
    "application/json",
    "image/svg+xml",
    "application/manifest",
)
SMALL = 1024
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass(frozen=True)
class Asset:
    """A file ready to be sent, by encoding (empty is as it is)."""

    bodies: dict[str, bytes]
    content_type: str
    cache: str
    etag: str


class Assets:
    """The files below a folder, by their address. Nothing outside the folder can be asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.built = 0.0
        self.files: dict[str, Path] = {}
        self.ready: dict[str, Asset] = {}

    def _refresh(self) -> None:
        """List the files again when the app was built anew."""
        try:
            built = (self.root / PAGE).stat().st_mtime
        except OSError:
            built = 0.0
        if built == self.built:
            return
        self.built = built
        self.ready = {}
        self.files = {
            f"/{path.relative_to(self.root).as_posix()}": path
            for path in self.root.rglob("*")
            if path.is_file()
            and path.name != PAGE
            and path.suffix not in (".br", ".gz", ".map")
            and not any(part.startswith(".") for part in path.relative_to(self.root).parts)
        }

    def find(self, address: str) -> Asset | None:
        """Return the asset at an address, or None."""
        self._refresh()
        found = self.ready.get(address)
        if found is None and address in self.files:
            try:
                found = self.ready[address] = _read(self.files[address], address)
            except OSError:
                return None
        return found


def _read(path: Path, address: str) -> Asset:
    raw = path.read_bytes()
    bodies = {"": raw}
    for encoding, suffix in (("br", ".br"), ("gzip", ".gz")):
        beside = path.with_name(path.name + suffix)
        if beside.is_file():
            bodies[encoding] = beside.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    text = kind.startswith(TEXT)
    if text and "gzip" not in bodies and len(raw) > SMALL:
        bodies["gzip"] = gzip.compress(raw, 9, mtime=0)
    return Asset(
        bodies,
        f"{kind}; charset=utf-8" if text else kind,
        FOREVER if address.startswith("/assets/") else AGAIN,
        f'"{hashlib.sha256(raw).hexdigest()[:20]}"',
    )


async def send_asset(asset: Asset, scope: Scope, send: Send) -> None:
    """Answer a GET or HEAD with the asset, in the best encoding that the client takes."""
    accepted = header(scope, b"accept-encoding")
    encoding = next((e for e in ("br", "gzip") if e in asset.bodies and e in accepted), "")
    body = asset.bodies[encoding]
    headers = [
        (b"content-type", asset.content_type.encode()),
        (b"cache-control", asset.cache.encode()),
        (b"etag", asset.etag.encode()),
        (b"vary", b"Accept-Encoding"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if asset.etag in header(scope, b"if-none-match"):
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    headers.append((b"content-length", str(len(body)).encode()))
    if encoding:
        headers.append((b"content-encoding", encoding.encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    body = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": body})


async def send_missing(send: Send) -> None:
    """Answer that there is no such file (after an upgrade, an old page asks for what is gone)."""
    body = b"There is no such file. Reload the page."
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": 404, "headers": headers})
    await send({"type": "http.response.body", "body": body})
