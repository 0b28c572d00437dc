"""Words of a text as they are indexed and asked for: folded, in order, with their places. Pure.

Both databases index these words and nothing else, so that they find the same. A word is a run of
letters and digits; of scripts without spaces (Chinese, Japanese) each character is one. Folding is
Unicode's: compatibility decomposition, marks dropped, full case folding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 60
"""Characters of a word that count."""
MOST_TERMS = 12
"""Terms of a query that count."""
MOST_TEXT = 200_000
"""Characters of a text that are indexed."""

_ALONE = (
    "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
# Vowel signs of Indic scripts and points of Hebrew and Arabic belong to their letters.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e00-\u0e7f"
_WORD = re.compile(rf"[{_ALONE}]|(?:(?![{_ALONE}])[^\W_])(?:(?![{_ALONE}])[^\W_]|[{_MARKS}])*")
_PLAIN = re.compile(r"[a-z0-9]+")


class Token(NamedTuple):
    """A folded word, and where it stands in its text (offsets in characters)."""

    word: str
    start: int
    end: int


class Term(NamedTuple):
    """Words that must stand one after the other; with `prefix` the last may go on."""

    words: tuple[str, ...]
    prefix: bool


def fold(word: str) -> str:
    """Return a word without case, accents and compatibility forms."""
    if word.isascii():
        return word.lower()[:LONGEST]
    plain = unicodedata.normalize("NFKD", word).casefold()
    plain = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in plain if c.isalnum())[:LONGEST]


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text in order."""
    for found in _WORD.finditer(text):
        word = fold(found[0])
        if word:
            yield Token(word, found.start(), found.end())


def words(text: str) -> list[str]:
    """Return the folded words of a text."""
    text = text[:MOST_TEXT]
    if text.isascii():
        return [word[:LONGEST] for word in _PLAIN.findall(text.lower())]
    return [token.word for token in tokens(text)]


def terms(query: str) -> list[Term]:
    """Return what a query asks for: all of these terms, in any order.

    What stands in double quotes is a phrase of whole words. Else every word may go on, and what is
    written without a space (`srv-01`) stays together.
    """
    found: dict[Term, None] = {}
    for number, part in enumerate(query.replace("“", '"').replace("”", '"').split('"')):
        quoted = number % 2 == 1
        for chunk in [part] if quoted else part.split():
            inside = tuple(words(chunk))
            if inside:
                # One letter that may go on would be nearly every word.
                found[Term(inside, not quoted and (len(inside) > 1 or len(inside[0]) > 1))] = None
    return list(found)[:MOST_TERMS]


def matches(term: Term, found: list[str], at: int) -> bool:
    """Whether a term stands in a list of words from place `at` on."""
    last = len(term.words) - 1
    if at + last >= len(found):
        return False
    for place, word in enumerate(term.words):
        there = found[at + place]
        if there != word and not (term.prefix and place == last and there.startswith(word)):
            return False
    return True


def near(typed: str, word: str) -> bool:
    """Whether `word`, or its beginning, is `typed` but for one slip: a letter that is missing, too
    much, wrong, or swapped with its neighbour (Damerau's four kinds, Comm. ACM 7(3), 1964)."""
    size = len(typed)
    return any(one_slip(typed, word[:end]) for end in {size - 1, size, size + 1, len(word)})


def one_slip(a: str, b: str) -> bool:
    """Whether two words are the same but for at most one slip."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    rest_a, rest_b = a[head:], b[head:]
    swapped = rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:] and len(rest_a) > 1
    return rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:] or swapped
