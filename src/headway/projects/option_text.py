"""Several options as one text, as a line of a CSV file is: commas between them, and in double quotes
what holds one. The web app's `model/optionText.ts` reads and writes the same. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=[,;\n]|\Z)|([^,;\n]*))(?:[,;\n]|\Z)')
"""One name up to what divides it from the next; a quote that nothing closes is a sign like others."""
DIVIDES = re.compile(r'[,;\n"]|^\s|\s\Z')


def listed_names(text: str) -> list[str]:
    """Return the names that a text gives, each once whatever its letters' case, in order."""
    found: dict[str, str] = {}
    place = 0
    while place < len(text):
        match = ITEM.match(text, place)
        if match is None or match.end() == place:
            break
        quoted, plain = match.groups()
        name = (plain if quoted is None else quoted.replace('""', '"')).strip()
        if name:
            found.setdefault(name.casefold(), name)
        place = match.end()
    return list(found.values())


def names_text(names: Iterable[str], known: Iterable[str]) -> str:
    """Return the text that `options_named` reads as these names, where there are the `known` ones."""
    picked = list(names)
    text = ", ".join(_quoted(name) if DIVIDES.search(name) else name for name in picked)
    whole = text.casefold()
    if len(picked) > 1 and any(name.strip().casefold() == whole for name in known):
        return ", ".join(map(_quoted, picked))
    return text


def options_named(text: str, ids: Mapping[str, str], *, several: bool) -> list[str] | None:
    """Return the ids of the options that a text names; None where one is not known.

    `ids` gives them by name without regard to case. A text that is a name as a whole is that option,
    commas or not; where several may stand, one that begins with a quote is read as a list first.
    """
    whole = ids.get(text.strip().casefold())
    alone = None if whole is None else [whole]
    listed = [ids.get(name.casefold()) for name in listed_names(text)]
    known = [one for one in listed if one is not None]
    several_known = known if len(known) == len(listed) and known else None
    if not several:
        return alone or (several_known if len(listed) == 1 else None)
    if text.lstrip().startswith('"'):
        return several_known or alone
    return alone or several_known


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
