"""Writes the TypeScript types of the tables from the rooms' records; `--check` only compares."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from headway.access import records as access
from headway.changes.tables import Field, Kind, Table
from headway.collaboration import records as collaboration
from headway.projects import records as projects
from headway.resources import records as resources

TARGET = Path(__file__).resolve().parent.parent / "web/src/protocol/tables.generated.ts"
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


def generated() -> str:
    """Return the file's text."""
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


def main() -> int:
    """Write the file, or say that it is not what it should be."""
    text = generated()
    if "--check" in sys.argv:
        if not TARGET.is_file() or TARGET.read_text(encoding="utf-8") != text:
            print(f"{TARGET.name} is not up to date: run tools/protocol.py", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
