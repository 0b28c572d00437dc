"""The further projects of a Primavera XER or of a database, of which one becomes a document."""

from __future__ import annotations

from headway.exchange.document import Document
from headway.exchange.primavera import cells_of, number_of
from headway.words import say

MOST_NAMED = 20
LONGEST = 80
"""Letters of a project's name in a note."""


def tell_left_out(document: Document, names: list[str]) -> None:
    """Note the projects of a database that are not the document's."""
    if names:
        more = say(" and others") if len(names) > MOST_NAMED else ""
        listed = ", ".join(name[:LONGEST] for name in names[:MOST_NAMED])
        document.note(
            say(
                "The file holds further projects, which were left out: {listed}{more}. Export "
                "them one by one to import them.",
                listed=listed,
                more=more,
            )
        )


def tell_others(document: Document, data: bytes) -> None:
    """Note the projects of a file that are not the document's."""
    others = other_projects(document, data)
    if not others:
        return
    names = ", ".join(f"{name[:LONGEST]} ({count})" for name, count in others[:MOST_NAMED])
    more = say(" and others") if len(others) > MOST_NAMED else ""
    document.note(
        say(
            "The file holds further projects, which were left out: {names}{more}; behind "
            "each stands how many activities it has. Export them one by one to import them.",
            names=names,
            more=more,
        )
    )


def other_projects(document: Document, data: bytes) -> list[tuple[str, int]]:
    """Return (name, activities) of each project of an XER that did not become the document, by
    whose activities it is known. A file may hold several; one is taken."""
    projects = cells_of(data, b"PROJECT", b"proj_id", b"proj_short_name")
    if len(projects) < 2:
        return []
    counts = {number: 0 for number, _ in projects}
    taken = dict(counts)
    uids = {task.file_uid for task in document.tasks} - {None}
    for activity, number in cells_of(data, b"TASK", b"task_id", b"proj_id"):
        counts[number] = counts.get(number, 0) + 1
        if number_of(activity) in uids:
            taken[number] = taken.get(number, 0) + 1
    own = max(taken, key=lambda number: taken[number])
    return [(_text(name), counts[number]) for number, name in projects if number != own]


def _text(name: bytes) -> str:
    """Return a name as P6 writes it: in the letters of Windows, later versions in UTF-8."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("cp1252", errors="replace")
