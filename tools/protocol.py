"""Writes what the web app shares with the server from the server's own words; `--check` only compares."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from headway.access import records as access
from headway.changes.tables import Field, Kind, Table
from headway.collaboration import records as collaboration
from headway.exchange import formats
from headway.projects import records as projects
from headway.resources import records as resources

FOLDER = Path(__file__).resolve().parent.parent / "web/src/protocol"
NUMBERS = {Kind.KEY, Kind.INTEGER, Kind.MINUTES, Kind.MOMENT}
TABLES: tuple[Table, ...] = (
    *access.TABLES,
    *resources.TABLES,
    projects.WORKFLOWS,
    *projects.TABLES,
    *collaboration.TABLES,
)
ALIASES = {"tasks": "TaskRow", "links": "LinkRow", "assignments": "AssignmentRow", "resources": "ResourceRow",
           "calendars": "CalendarRow", "projects": "ProjectRow", "custom_fields": "CustomFieldRow",
           "custom_values": "CustomValueRow", "baselines": "BaselineRow", "baseline_tasks": "BaselineTaskRow",
           "members": "MemberRow"}  # fmt: skip


def _type(kind: Kind, choices: tuple[str, ...] = ()) -> str:
    if kind in NUMBERS:
        return "number"
    if kind is Kind.FLAG:
        return "boolean"
    if kind is Kind.CHOICE and choices:
        return " | ".join(f'"{c}"' for c in choices)
    return "unknown" if kind is Kind.JSON else "string"


def _field(field: Field) -> str:
    text = _type(field.kind, field.choices)
    nullable = " | null" if field.nullable else ""
    return f"  /** {field.doc} */\n  {field.name}: {text}{nullable};"


def file_formats() -> str:
    """Return what a file chooser offers."""
    listed = "".join(f'  "{suffix}",\n' for suffix in formats.suffixes(formats.READ))
    return (
        "// Written by tools/protocol.py from headway.exchange.formats. Do not edit.\n\n"
        "/** Suffixes of the files that an import takes. */\n"
        f"export const READ_SUFFIXES: readonly string[] = [\n{listed}];\n"
    )


def tables() -> str:
    """Return the types of the tables."""
    lines = ["// Written by tools/protocol.py from the rooms' records. Do not edit.", ""]
    names = {t.name: "".join(p.capitalize() for p in t.name.split("_")) + "Row" for t in TABLES}
    names |= ALIASES
    for table in TABLES:
        lines += [f"/** {table.doc} */", f"export interface {names[table.name]} {{"]
        lines += [_field(f) for f in table.fields]
        lines += ["}", ""]
    lines += ["export interface Tables {"]
    lines += [f"  {t.name}: {names[t.name]};" for t in TABLES]
    lines += ["}", "", "export type TableName = keyof Tables;", ""]
    for stream in ("workspace", "project"):
        listed = ", ".join(f'"{t.name}"' for t in TABLES if t.stream == stream)
        lines += [f"export const {stream.upper()}_TABLES = [{listed}] as const;", ""]
    lines += [
        "/** A task's row of the result `schedule`. */",
        "export interface ScheduleRow {",
        "  id: number;",
    ]
    for name, kind in projects.SCHEDULE_COLUMNS.items():
        lines.append(f"  {name}: {_type(kind)}{' | null' if name == 'driver_id' else ''};")
    lines += [
        "}",
        "",
        "/** A task's row of the result `formulas`: by key of the field, a value or {error}. */",
        "export interface FormulaRow {",
        "  id: number;",
        "  values: Readonly<Record<string, unknown>>;",
    ]
    lines += ["}", ""]
    shape = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
    lines += ["/** Other where the tables are: what a browser kept of others is of no use. */"]
    lines += [f'export const SHAPE = "{shape}";', ""]
    return "\n".join(lines)


FILES = {"tables.generated.ts": tables, "formats.generated.ts": file_formats}


def main() -> int:
    """Write the files, or say which are not what they should be."""
    stale = 0
    for name, text_of in FILES.items():
        target, text = FOLDER / name, text_of()
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            continue
        if "--check" in sys.argv:
            print(f"{name} is not up to date: run python -m tools.protocol", file=sys.stderr)
            stale = 1
        else:
            target.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
