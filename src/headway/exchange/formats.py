"""Which files are read: the one list. Messages, the browser's file chooser and docs/files.md follow it."""

from __future__ import annotations

from typing import NamedTuple


class Format(NamedTuple):
    """A format: its suffixes, what writes it, and how it is packed."""

    suffixes: tuple[str, ...]
    program: str
    packed: bool = False
    """Its files are zip archives."""


TABLES: tuple[Format, ...] = (
    Format((".csv", ".tsv", ".txt"), "Lists with a row of titles"),
    Format((".xlsx",), "Microsoft Excel and other spreadsheets", packed=True),
)
"""Read by `tabular`."""
PROJECTS: tuple[Format, ...] = (
    Format((".mpp", ".mpt"), "Microsoft Project 98 to 365"),
    Format((".xml",), "Microsoft Project (MSPDI), Primavera P6 (PMXML), Phoenix"),
    Format((".mpx",), "Microsoft Project 4 to 98, and programs that export for it"),
    Format((".mpd",), "Microsoft Project 2000 to 2003, databases"),
    Format((".mdb",), "Asta Powerproject and Microsoft Project, Access databases"),
    Format((".xer", ".pmxml"), "Primavera P6"),
    Format((".db", ".sqlite"), "Primavera P6 and Merlin, SQLite databases"),
    Format((".prx",), "Primavera P3, backups"),
    Format((".stx",), "Primavera SureTrak, backups"),
    Format((".pp",), "Asta Powerproject"),
    Format((".bk3",), "Deltek Open Plan"),
    Format((".ppx",), "Phoenix Project Manager"),
    Format((".sp",), "Synchro Scheduler"),
    Format((".pod",), "ProjectLibre, from 1.5.5"),
    Format((".gan",), "GanttProject"),
    Format((".planner",), "GNOME Planner"),
    Format((".fts", ".ftx"), "FastTrack Schedule"),
    Format((".cdpx",), "ConceptDraw PROJECT"),
    Format((".cdpz", ".cdptz"), "ConceptDraw PROJECT", packed=True),
    Format((".edpx",), "Edraw Project", packed=True),
    Format((".gnt",), "Gantt Designer"),
    Format((".pep",), "TurboProject"),
    Format((".pc",), "Project Commander"),
    Format((".sdef",), "SDEF of the U.S. Army Corps of Engineers"),
    Format((".schedule_grid",), "Sage 100 Contractor"),
)
"""Read by `mspdi_read` and, through `bridge`, by MPXJ."""
ARCHIVES: tuple[Format, ...] = (
    Format(
        (".zip",),
        "One file of these, or the folder of a P3, SureTrak or Merlin project",
        packed=True,
    ),
)
READ: tuple[Format, ...] = (*PROJECTS, *TABLES, *ARCHIVES)


def suffixes(formats: tuple[Format, ...]) -> tuple[str, ...]:
    """Return the suffixes of formats in lower case, in their order."""
    return tuple(suffix for format_ in formats for suffix in format_.suffixes)


SHARED: tuple[tuple[str, ...], ...] = (
    (".xml", ".db", ".sqlite"), (".xlsx", ".csv", ".tsv"), (".txt",),
)  # fmt: skip
"""Suffixes that many a file has that is no plan: in an archive others go before them, then in this order."""
COMMON = (".mpp", ".xml", ".xer", ".xlsx", ".csv")
"""What a message proposes."""
