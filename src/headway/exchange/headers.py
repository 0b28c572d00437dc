"""The columns of a sheet by their titles, in the words of planners in several languages."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

KNOWN: dict[str, tuple[str, ...]] = {
    "name": ("name", "task", "taskname", "title", "activity", "activityname", "summary", "subject",
             "vorgangsname", "vorgang", "aufgabe", "nom", "tache", "nombre", "tarea", "workpackage"),
    "duration": ("duration", "dur", "length", "dauer", "duree", "duracion", "originalduration"),
    "start": ("start", "startdate", "begin", "from", "anfang", "beginn", "debut", "comienzo"),
    "finish": ("finish", "finishdate", "end", "enddate", "due", "duedate", "to", "ende", "fertig",
               "fin", "ffin"),
    "predecessors": ("predecessors", "predecessor", "dependson", "dependencies", "after",
                     "vorganger", "predecesseurs", "predecesoras", "blockedby"),
    "resources": ("resourcenames", "resources", "resource", "assignedto", "assignee", "assignees",
                  "owner", "who", "responsible", "ressourcennamen", "ressourcen", "zustandig"),
    "level": ("level", "outlinelevel", "indent", "gliederungsebene", "ebene"),
    "wbs": ("wbs", "wbscode", "outlinenumber", "outline", "pspcode", "psp", "gliederungsnummer"),
    "id": ("id", "row", "no", "nr", "number", "taskid", "uniqueid", "uid", "activityid", "key"),
    "percent": ("complete", "percentcomplete", "complet", "progress", "done", "pctcomplete",
                "abgeschlossen", "percent", "fortschritt"),
    "notes": ("notes", "note", "description", "comment", "comments", "notizen", "beschreibung"),
    "mode": ("mode", "taskmode", "schedulemode"),
    "constraint": ("constraint", "constrainttype", "einschrankungsart"),
    "constraint_date": ("constraintdate", "einschrankungstermin"),
    "deadline": ("deadline", "stichtag"),
    "milestone": ("milestone", "meilenstein"),
    "actual_start": ("actualstart", "startedon", "istanfang"),
    "actual_finish": ("actualfinish", "finishedon", "istende"),
    "priority": ("priority", "prioritat"),
    "active": ("active",),
    "status": ("status", "state", "statut", "estado", "bearbeitungsstatus"),
    "category": ("statuscategory",),
    "work_type": ("type", "tasktype", "issuetype", "worktype", "tracker", "vorgangsart"),
    "points": ("storypoints", "storypoint", "storypointestimate"),
    "sprint": ("sprint", "sprintname", "iteration"),
}  # fmt: skip
IGNORED = frozenset(
    {"totalfloat", "totalslack", "freefloat", "freeslack", "critical", "successors", "work", "cost",
     "latestart", "latefinish", "summarytask"}
)  # fmt: skip
"""Columns of results, which are computed here and never read."""
BY_TITLE = {title: field for field, titles in KNOWN.items() for title in titles}
LOOKED_AT = 20


def plain(title: Any) -> str:
    """Return a title without accents, signs and spaces: `% Complete` is complete."""
    text = unicodedata.normalize("NFKD", str(title or "")).casefold().replace("ß", "ss")
    return re.sub(r"[^a-z0-9]", "", text)


OWN = " (own field)"
"""What our export adds to the title of a custom field that is called as another column."""


def own_title(name: str) -> str:
    """Return the title of a custom field's column, which none of the known ones has."""
    key = plain(name)
    return f"{name}{OWN}" if key in BY_TITLE or key in IGNORED else name


def find(rows: list[list[Any]]) -> tuple[int, dict[str, int], dict[str, int]] | None:
    """Return (row of the titles, column by field, column of other titles), None if there is none.

    The titles stand in one of the first rows: the one that names a task and knows most columns.
    """
    best: tuple[int, int] | None = None
    for number, row in enumerate(rows[:LOOKED_AT]):
        fields = {BY_TITLE[plain(t)] for t in row if plain(t) in BY_TITLE}
        if "name" in fields and (best is None or len(fields) > best[1]):
            best = (number, len(fields))
    if best is None:
        return None
    columns: dict[str, int] = {}
    others: dict[str, int] = {}
    for place, title in enumerate(rows[best[0]]):
        key = plain(title)
        field = BY_TITLE.get(key)
        if field is not None:
            columns.setdefault(field, place)
        elif key and key not in IGNORED:
            others.setdefault(str(title).strip().removesuffix(OWN)[:200], place)
    return best[0], columns, others
