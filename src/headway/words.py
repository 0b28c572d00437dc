"""Words that people read, in the language of who asks: gettext, for rooms that know no framework.

English stands in the code and is the key; other languages are catalogues in `locale/`
(docs/add-a-language.md). The language is that of the request that is being answered; where there is
none (the engine's workers, background rounds, the command line) it is English.
"""

from __future__ import annotations

import functools
import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

SOURCE = "en"
FOLDER = Path(__file__).parent / "locale"
"""Where catalogues are, as `<language>/LC_MESSAGES/headway.mo`; HEADWAY_LOCALE adds a folder."""

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


def say(words: str, /, **values: object) -> str:
    """Return a sentence in the language of who asks, each `{name}` in it replaced by its value.

    `words` is the English sentence, written out where it is said, so that it can be extracted.
    A translation that names a value which is not there is passed over for the English one.
    """
    if not words:
        return ""  # gettext answers an empty text with the head of its catalogue
    return _filled(_catalogue(_language.get()).gettext(words), words, values)


def say_many(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the sentence for a number of things: `one`, `many`, or what the language has.

    `{count}` in it is the number.
    """
    said = _catalogue(_language.get()).ngettext(one, many, count)
    return _filled(said, one if count == 1 else many, {"count": count, **values})


def mark(words: str, /) -> str:
    """Return a sentence as it is, marked for translation: a constant that is `say`d later."""
    return words


def languages() -> list[str]:
    """Return the languages that can be spoken, English first."""
    found = {path.parts[-3] for folder in _folders() for path in folder.glob("*/LC_MESSAGES/*.mo")}
    return [SOURCE, *sorted(found - {SOURCE})]


def language() -> str:
    """Return the language of who asks."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything within in this language; one that has no catalogue is English."""
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def _filled(said: str, source: str, values: dict[str, object]) -> str:
    if not values:
        return said
    try:
        return said.format(**values)
    except (KeyError, IndexError, ValueError, AttributeError):
        return source.format(**values)


def _folders() -> list[Path]:
    further = os.environ.get("HEADWAY_LOCALE")
    return [FOLDER, Path(further)] if further else [FOLDER]


@functools.cache
def _catalogue(language: str) -> gettext.NullTranslations:
    found = gettext.NullTranslations()
    if language == SOURCE:
        return found
    for folder in _folders():
        one = gettext.translation("headway", folder, [language], fallback=True)
        one.add_fallback(found)
        found = one
    return found
