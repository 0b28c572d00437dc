"""What the commands for files share: reading, writing, and who acts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

from headway.cli.main import BadInput

MOST_BYTES = 100 * 1024 * 1024
FORMATS = {".xml": "mspdi", ".csv": "csv", ".xlsx": "xlsx"}


def read_bytes(name: str) -> bytes:
    """Return a file's content; raise BadInput where it cannot be read or is too large."""
    path = Path(name)
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BadInput(f"{name}: the file is larger than {MOST_BYTES // 2**20} MB")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{name}: {error.strerror}") from None


def write_bytes(name: str, data: bytes, more: Iterable[bytes] = ()) -> int:
    """Write a file, whole or not at all, with what follows piece by piece; return its size. Raise
    BadInput where it cannot be written."""
    path = Path(name)
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("wb") as file:
            size = file.write(data) + sum(map(file.write, more))
        beside.replace(path)
        return size
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise BadInput(f"{name}: {error.strerror}") from None


def format_of(name: str) -> str:
    """Return the format that a file's ending names; raise BadInput for another."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in FORMATS:
        raise BadInput(f"{name}: the file's name must end in {', '.join(FORMATS)}")
    return FORMATS[suffix]


def acting_account(email: str | None) -> int:
    """Return the account that acts: the one named, else the owner of the first workspace.

    Raises BadInput where there is none. Needs the place to be open.
    """
    from headway.access.models import Member, Workspace
    from headway.cli.user import account

    if email is not None:
        return int(account(email).pk)
    own = Workspace.objects.order_by("demo", "id").values_list("id", flat=True)
    for workspace in own:
        owner = Member.objects.filter(stream_id=workspace, role="owner").order_by("id").first()
        if owner is not None:
            return int(owner.user_id)
    raise BadInput("Nobody has a workspace yet: run `headway user create EMAIL` first.")
