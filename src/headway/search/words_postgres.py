"""The words of documents in PostgreSQL: two `tsvector` columns with a GIN index each.

Words are folded before they come here and are written with their places, past PostgreSQL's own
parser, so that both databases find the same. The name has a vector of its own because GIN does not
know weights and would read every document to tell a name from the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from headway.search.asking import Ask, Entry
from headway.search.words import Term

CREATE = (
    "CREATE TABLE search_words (id bigint PRIMARY KEY, name tsvector NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX search_words_name ON search_words USING gin (name)",
    "CREATE INDEX search_words_words ON search_words USING gin (words)",
)
LAST_PLACE = 16_383
"""Places beyond count as this one (PostgreSQL's own bound)."""
MOST_PLACES = 255
MOST_BYTES = 900_000
"""A vector takes at most a mebibyte."""
NEWEST = 5_000
"""Documents that are looked through one by one before the index is asked: what many have is there."""


def put(entries: Sequence[Entry]) -> None:
    """Write the words of documents, in place of those that they had."""
    rows = [(e.id, _vector(e.name, e.marks), _vector([*e.name, *e.rest], e.marks)) for e in entries]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_words (id, name, words) VALUES (%s, %s::tsvector, %s::tsvector) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, words = excluded.words",
            sorted(rows),
        )


def drop(keys: Iterable[int]) -> None:
    """Remove the words of documents."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE id = ANY(%s)", [sorted(keys)])


def clear() -> None:
    """Remove the words of all documents."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")


def find(ask: Ask) -> list[int]:
    """Return the keys of documents that fit, the newest first.

    PostgreSQL knows no statistics of words that are only begun: left to choose, it reads every document
    for a word that none has, and collects tens of thousands where the newest 150 would do.
    """
    column, query = "name" if ask.names else "words", _query(ask)
    fits = f"SELECT id FROM search_words WHERE {column} @@ %s::tsquery"
    newest = f"(SELECT id, {column} FROM search_words ORDER BY id DESC LIMIT {NEWEST})"
    with connection.cursor() as cursor:

        def first(rows: str, *values: Any) -> list[int]:
            # Cut off only when all are found: else it would walk the keys and not ask the index.
            sql = f"WITH fits AS MATERIALIZED ({rows}) SELECT id FROM fits ORDER BY 1 DESC LIMIT %s"
            cursor.execute(sql, [*values, ask.limit])
            return [row[0] for row in cursor.fetchall()]

        if ask.ids is not None:
            return first(f"{fits} AND id = ANY(%s)", query, sorted(ask.ids))
        if any(len(term.words) > 1 for one in ask.terms for term in one):
            # The index knows no places: it would read every document that has the words anywhere.
            cursor.execute(f"{fits} ORDER BY id DESC LIMIT %s", [query, ask.limit])
            return [row[0] for row in cursor.fetchall()]
        found = first(f"SELECT id FROM {newest} AS newest WHERE {column} @@ %s::tsquery", query)
        return found if len(found) == ask.limit else first(fits, query)


def _vector(words: list[str], marks: list[str]) -> str:
    """Return a tsvector in text form; words and marks hold nothing that means anything in it."""
    places: dict[str, list[str]] = {}
    size = 0
    for place, word in enumerate(words, 1):
        there = places.get(word)
        if there is None:
            size += len(word.encode()) + 8
            if size > MOST_BYTES:
                break
            places[word] = there = []
        if len(there) < MOST_PLACES:
            size += 2
            there.append(str(min(place, LAST_PLACE)))
    found = [f"'{word}':{','.join(there)}" for word, there in places.items()]
    return " ".join([*found, *(f"'{mark}'" for mark in marks)])


def _query(ask: Ask) -> str:
    parts = [" | ".join(map(_term, one)) for one in ask.terms]
    parts += [" | ".join(f"'{mark}'" for mark in one) for one in ask.marks]
    if ask.without:
        parts.append("!({})".format(" | ".join(f"'{mark}'" for mark in ask.without)))
    return " & ".join(f"({part})" for part in parts)


def _term(term: Term) -> str:
    *first, last = term.words
    words = [f"'{word}'" for word in first] + [f"'{last}'{':*' if term.prefix else ''}"]
    return f"({' <-> '.join(words)})"
