"""The words of the server for translators: gathers what is said, and compiles what was translated.

`python -m tools.words` writes `locale/headway.pot` anew, brings every language's catalogue up to
date and compiles it; `python -m tools.words de` begins a language. With `--check` nothing is
written: it fails where the template is stale, or where a refusal has words that nobody can
translate. docs/add-a-language.md tells the rest.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "headway"
FOLDER = SOURCES / "locale"
TEMPLATE = FOLDER / "headway.pot"
KEYWORDS = {"say": None, "mark": None, "say_many": (1, 2)}
REFUSALS = {"Refused", "BadFile", "BadFormula"}
"""Whoever derives from these speaks to people."""
SILENT = ("cli/", "operations/", "exchange/psplib.py")
"""The command line, and what it alone calls, speak English."""


def gathered() -> Catalog:
    """Return all that is said, in the order of files."""
    catalog = Catalog(project="Headway", charset="utf-8")
    found = extract_from_dir(
        SOURCES, [("**.py", "python")], keywords=KEYWORDS, directory_filter=lambda _: True
    )
    for name, _, message, comments, context in found:
        catalog.add(message, None, [(name, 0)], auto_comments=comments, context=context)
    return catalog


def text_of(catalog: Catalog) -> str:
    """Return a catalogue as a file, without the moment at which it was made."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_by_file=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    head = ("POT-Creation-Date", "PO-Revision-Date", "Generated-By")
    kept = [line for line in lines if not line.startswith(tuple(f'"{h}' for h in head))]
    return "".join(line for line in kept if not line.startswith(("# FIRST AUTHOR", "# Copyright")))


def write(languages: list[str]) -> None:
    """Write the template, and every language's catalogue as text and compiled."""
    template = gathered()
    FOLDER.mkdir(exist_ok=True)
    TEMPLATE.write_text(text_of(template), encoding="utf-8")
    there = {path.parts[-3] for path in FOLDER.glob("*/LC_MESSAGES/headway.po")}
    for language in sorted(there | set(languages)):
        path = FOLDER / language / "LC_MESSAGES" / "headway.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            with path.open("rb") as file:
                catalog = read_po(file, locale=language)
        else:
            catalog = Catalog(locale=Locale.parse(language), project="Headway", charset="utf-8")
        catalog.update(template)
        path.write_text(text_of(catalog), encoding="utf-8")
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalog)


def unsaid() -> Iterator[str]:
    """Yield where a refusal's words stand bare: no catalogue can have them."""
    trees = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCES.rglob("*.py"))
        if not str(path.relative_to(SOURCES)).startswith(SILENT) and "migrations" not in path.parts
    }
    kinds = set(REFUSALS)
    classes = [n for tree in trees.values() for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    for _ in range(4):  # so deep do refusals derive from each other
        kinds |= {c.name for c in classes if kinds & {getattr(b, "id", "") for b in c.bases}}
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            words = node.args[3:4] if name == "note" else node.args[:1] if name in kinds else ()
            if any(_bare(one) for one in words):
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {name}: write say(...)"


def _bare(node: ast.expr) -> bool:
    if isinstance(node, ast.IfExp):
        return _bare(node.body) or _bare(node.orelse)
    if isinstance(node, ast.BinOp):
        return _bare(node.left) or _bare(node.right)
    if isinstance(node, ast.JoinedStr):
        return any(_bare(part) for part in node.values if isinstance(part, ast.Constant))
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and any(a.isalpha() and b.isalpha() for a, b in pairwise(text))


def main() -> int:
    """Write, or with `--check` compare; exit code 1 where something is to be done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", help="languages to begin, as de or pt_BR")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    asked = parser.parse_args()
    if not asked.check:
        write(asked.languages)
        return 0
    found = list(unsaid())
    if not TEMPLATE.is_file() or TEMPLATE.read_text(encoding="utf-8") != text_of(gathered()):
        found.append(f"{TEMPLATE.relative_to(ROOT)} is stale: run python -m tools.words")
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
