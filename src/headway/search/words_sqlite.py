"""The words of documents in SQLite: an FTS5 table.

Words are folded before they come here, so the tokenizer only parts them at spaces. What is asked for
is cut off in the order of keys, newest first, which FTS5 gives without sorting; its own `rank` reads
every document that fits, which takes half a second where half of 100,000 do. Words of names are
there a second time under a sign, so that asking for names does not read where else they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson
from django.db import connection

from headway.search.asking import Ask, Entry
from headway.search.words import Term

CREATE = (
    "CREATE VIRTUAL TABLE search_words USING fts5"
    "(name, words, marks, tokenize = 'ascii', prefix = '2 3')"
)
NAMED = "¤"
"""Stands before a word of a name: folding never leaves it."""


def put(entries: Sequence[Entry]) -> None:
    """Write the words of documents, in place of those that they had."""
    drop([entry.id for entry in entries])
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_words (rowid, name, words, marks) VALUES (%s, %s, %s, %s)",
            [
                (
                    e.id,
                    " ".join(NAMED + word for word in e.name),
                    " ".join([*e.name, *e.rest]),
                    " ".join(e.marks),
                )
                for e in entries
            ],
        )


def drop(keys: Iterable[int]) -> None:
    """Remove the words of documents."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_words WHERE rowid IN (SELECT value FROM json_each(%s))",
            [orjson.dumps(sorted(keys)).decode()],
        )


def clear() -> None:
    """Remove the words of all documents."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")


def find(ask: Ask) -> list[int]:
    """Return the keys of the documents that fit, the newest first."""
    sql = "SELECT rowid FROM search_words WHERE search_words MATCH %s"
    values: list[Any] = [_match(ask)]
    if ask.ids is not None:
        # The sign keeps SQLite from looking up one key after the other in the index of words.
        sql += " AND +rowid IN (SELECT value FROM json_each(%s))"
        values.append(orjson.dumps(sorted(ask.ids)).decode())
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY rowid DESC LIMIT %s", [*values, ask.limit])
        return [row[0] for row in cursor.fetchall()]


def _match(ask: Ask) -> str:
    """Return the query in FTS5's language; words and marks hold nothing that means anything in it."""
    sign = NAMED if ask.names else ""
    parts = [" OR ".join(_term(term, sign) for term in one) for one in ask.terms]
    parts += [" OR ".join(map(_quoted, one)) for one in ask.marks]
    found = " AND ".join(f"({part})" for part in parts)
    if ask.without:
        found = f"({found}) NOT ({' OR '.join(map(_quoted, ask.without))})"
    return found


def _quoted(word: str) -> str:
    return f'"{word}"'


def _term(term: Term, sign: str) -> str:
    words = " ".join(sign + word for word in term.words)
    return f"{_quoted(words)}{' *' if term.prefix else ''}"
