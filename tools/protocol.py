"""Writes what the web app shares with the server from the server's own words; `--check` only compares."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

from headway.access import records as access
from headway.changes.tables import Field, Kind, Table
from headway.collaboration import records as collaboration
from headway.exchange import formats
from headway.projects import records as projects
from headway.resources import records as resources

WEB = Path(__file__).resolve().parent.parent / "web"
FOLDER = WEB / "src/protocol"
NODE = str(Path(sys.executable).with_name("node"))
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


CHANGES = """\
/** What changed in a table: whole rows where added or removed, else the fields that differ. */
export interface TableChange<Row = Record<string, unknown>> {
  added: Row[];
  updated: { id: number; before: Partial<Row>; after: Partial<Row> }[];
  removed: Row[];
}

export type Inputs = { [T in TableName]?: TableChange<Tables[T]> };

/** How many rows there are of each part of a table. */
export type RowCounts = Partial<Record<TableName, Partial<Record<keyof TableChange, number>>>>;
""".splitlines()


def answered() -> str:
    """Return the types of what routes take and answer and of what the sockets say."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headway.server.settings")
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("HEADWAY_DATA", folder)
        django.setup()
        from headway.changes import wire
        from headway.server.api import api

        document = dict(api.get_openapi_schema())
    routes = sorted(_routes(document["paths"]))
    types = {
        **document,
        "paths": {},
        "components": {
            "schemas": {n: _plain(s) for n, s in document["components"]["schemas"].items()}
        },
    }
    written = subprocess.run(
        [NODE, "protocol.mjs"], cwd=WEB, input=json.dumps(types), text=True, check=True,
        stdout=subprocess.PIPE, timeout=120,
    ).stdout  # fmt: skip
    lines = [
        "// Written by tools/protocol.py from the server's OpenAPI document. Do not edit.", "",
        'import type { Inputs, RowCounts } from "./tables.generated";', "",
        *(line for line in written.splitlines() if not line.startswith(UNUSED)), "",
        "/** What a socket says. */", f"export type ServerMessage = {_union(wire.SERVER_MESSAGES)};", "",
        "/** What is said to a socket. */", f"export type ClientMessage = {_union(wire.CLIENT_MESSAGES)};", "",
        "/** What each route answers when all went well. */", "export interface Answers {",
        *(f'  "{method} {path}": {name};' for path, method, name in routes), "}", "",
    ]  # fmt: skip
    return "\n".join(lines)


UNUSED = (
    "export type paths",
    "export type webhooks",
    "export type $defs",
    "export type operations",
)


def _union(models: tuple[type, ...]) -> str:
    return " | ".join(model.__name__ for model in models)


def _routes(paths: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (path, method, name of the answer) of each route that answers with JSON."""
    for path, methods in paths.items():
        for method, said in methods.items():
            for status, answer in said["responses"].items():
                schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
                if 200 <= int(status) < 300 and "$ref" in schema:
                    yield (
                        path.removeprefix("/api/v1"),
                        method.upper(),
                        schema["$ref"].split("/")[-1],
                    )
                    break


def _plain(schema: Any) -> Any:
    """Return a schema without what would only lengthen its type: titles and defaults."""
    if isinstance(schema, list):
        return [_plain(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {k: _plain(v) for k, v in schema.items() if k not in ("title", "default", "properties")}
    if "properties" in schema:
        if not schema.get("additionalProperties"):
            kept.pop("additionalProperties", None)
        kept["properties"] = {name: _plain(field) for name, field in schema["properties"].items()}
    return kept


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
    lines += [f'export const SHAPE = "{shape}";', "", *CHANGES, ""]
    return "\n".join(lines)


FILES = {
    "tables.generated.ts": tables,
    "formats.generated.ts": file_formats,
    "answers.generated.ts": answered,
}


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
