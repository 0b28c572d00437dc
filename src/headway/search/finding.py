"""Finds what a person asks for among all that he may see.

The index says what fits, cut off at some hundred; where more fit, it is asked again for what would
come first (the whole name, names, open, own). Rank and places are worked out here, alike for both
databases.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from typing import Any

from django.db.models import Q

from headway.changes.errors import Invalid
from headway.changes.registry import registry
from headway.search.asking import OPEN, Ask, name_mark, stream_mark
from headway.search.highlights import excerpt, met, spans
from headway.search.indexing import LONGEST, SHORTEST, behind, texts_of
from headway.search.models import Document, Word
from headway.search.ranking import Candidate, rank
from headway.search.registration import catalogue
from headway.search.scopes import Scope, scopes_of
from headway.search.store import words_store
from headway.search.words import Term, near, one_slip, terms
from headway.words import say

MOST_QUERY = 200
ENOUGH = 150
"""Documents that are weighed against each other for each thing that the index is asked."""
MOST_OWN = 300
"""Streams of one's own that are told apart."""
MOST_MEANT = 8
"""Words that a slip of typing may have meant."""
MOST_CORRECTED = 3
"""Words of a question that are taken for slips."""
MOST_WEIGHED = 2000
"""Known words that are held beside one that was typed, the shortest first."""
GOES_ON = 6
"""Letters by which a known word may go on after what was typed."""
KEY = re.compile(r"\s*([^\W\d_]{1,10}\d{0,4})[-\s]?(\d{1,9})\s*")

Alternatives = tuple[tuple[Term, ...], ...]


def search(user_id: int, query: str, limit: int, project_id: int | None = None) -> dict[str, Any]:
    """Return {"items", "projects", "more", "complete", "corrected"}: what an account finds.

    Raise Invalid for a query that is too long, Missing for a project that it may not open.
    `corrected` says that nothing fits what was typed, and that these fit what it may have meant.
    """
    if len(query) > MOST_QUERY:
        raise Invalid(
            say("Ask for at most {most_query} characters.", most_query=MOST_QUERY), field="q"
        )
    scopes = scopes_of(user_id, project_id)
    asked: Alternatives = tuple((term,) for term in terms(query))
    own = _own(user_id)
    coded = _coded(query, scopes, project_id)
    corrected = False
    found = _candidates(scopes, asked, own) | set(coded) if asked else set()
    if asked and not found:
        meant = _meant(asked)
        if meant is not None:
            found = _candidates(scopes, meant, own)
            asked, corrected = (meant, True) if found else (asked, False)
    ranked = _ranked(found, asked, own, coded)
    known = Document.objects.in_bulk(ranked[:limit])
    shown = [known[key] for key in ranked[:limit] if key in known]
    items = _items(shown, asked)
    return {
        "items": items,
        "projects": _projects(d.stream_id for d in shown),
        "more": len(ranked) > limit,
        "complete": not _unread(scopes),
        "corrected": corrected,
    }


def _own(user_id: int) -> frozenset[int]:
    every = chain.from_iterable(own(user_id) for own in catalogue.own)
    return frozenset(sorted(set(every), reverse=True)[:MOST_OWN])


def _coded(query: str, scopes: Sequence[Scope], project_id: int | None) -> list[int]:
    """Return the documents whose key was typed, as MIG-42, or in one project 42."""
    plain = query.strip().lstrip("#")
    if project_id is not None and plain.isdecimal() and len(plain) < 10:
        streams, number = {stream for scope in scopes for stream in scope.streams}, plain
    else:
        typed = KEY.fullmatch(query)
        if typed is None:
            return []
        heads = Document.objects.filter(code=typed[1].casefold(), kind="project")
        streams, number = set(heads.values_list("stream_id", flat=True)[:200]), typed[2]
    number = str(int(number))
    found = Document.objects.filter(stream_id__in=streams, code=number)
    return [d.id for d in found[:200] if any(_within(d, scope) for scope in scopes)]


def _within(document: Document, scope: Scope) -> bool:
    there = document.workspace_id in scope.spaces or document.stream_id in scope.streams
    allowed = there and document.kind in scope.kinds
    return allowed and (scope.ids is None or document.id in scope.ids)


def _candidates(scopes: Sequence[Scope], asked: Alternatives, own: frozenset[int]) -> set[int]:
    """Return the keys of what fits; where that is much, of what may come first of it."""
    find = words_store().find
    whole = (name_mark([w for alternatives in asked for w in alternatives[0].words]),)
    mine = tuple(stream_mark(stream) for stream in sorted(own))
    put_away = Document.objects.filter(kind="project", archived=True)
    found: set[int] = set()
    for scope in scopes:

        def ask(*marks: tuple[str, ...], scope: Scope = scope, **more: Any) -> list[int]:
            asks = Ask(asked, (*scope.marks, *marks), ids=scope.ids, limit=ENOUGH, **more)
            keys: list[int] = find(asks)
            return keys

        all_of_them = ask()
        found.update(all_of_them)
        if len(all_of_them) < ENOUGH:
            continue
        named = ask(names=True)
        found.update(named)
        places = Q(workspace_id__in=scope.spaces) | Q(stream_id__in=scope.streams)
        gone = tuple(map(stream_mark, put_away.filter(places).values_list("id", flat=True)[:500]))
        many = len(named) == ENOUGH
        if many:
            found.update(ask(whole, names=True))
        found.update(ask((OPEN,), names=many, without=gone))
        if mine:
            found.update(ask((OPEN,), mine, names=many, without=gone))
    return found


def _fit(typed: str, word: str) -> tuple[bool, int, str]:
    """Order what may have been meant: whole words before those that only begin so."""
    return not one_slip(typed, word), abs(len(word) - len(typed)), word


def _meant(asked: Alternatives) -> Alternatives | None:
    """Return what may have been meant: for each word none knows, those that are one slip away."""
    found: list[tuple[Term, ...]] = []
    corrected = 0
    for (term,) in asked:
        typed = term.words[-1]
        word = len(term.words) == 1 and SHORTEST < len(typed) <= LONGEST and term.prefix
        if not word or corrected == MOST_CORRECTED:
            found.append((term,))
            continue
        corrected += 1
        heads, sizes = {typed[0], typed[1]}, (len(typed) - 1, len(typed) + GOES_ON)
        known = Word.objects.filter(head__in=heads, size__range=sizes).order_by("size", "word")
        fits = [w for w in known.values_list("word", flat=True)[:MOST_WEIGHED] if near(typed, w)]
        best = sorted(fits, key=partial(_fit, typed))[:MOST_MEANT]
        found.append((term, *(Term((word,), True) for word in best)))
    meant = tuple(found)
    return None if meant == asked else meant


def _ranked(
    found: Iterable[int], asked: Alternatives, own: frozenset[int], coded: Sequence[int]
) -> list[int]:
    keys = sorted(found)
    told: list[tuple[Any, ...]] = []
    for at in range(0, len(keys), 500):
        some = Document.objects.filter(id__in=keys[at : at + 500])
        told += some.values_list("id", "kind", "stream_id", "name", "done", "archived")
    heads = Document.objects.filter(id__in={stream for _, _, stream, *_ in told}, archived=True)
    gone = set(heads.values_list("id", flat=True))
    ranked = [
        Candidate(key, kind, name, done, away or stream in gone, stream in own, key in coded)
        for key, kind, stream, name, done, away in told
    ]
    ranked.sort(key=lambda one: rank(one, asked))
    return [one.id for one in ranked]


def _items(documents: Sequence[Document], asked: Alternatives) -> list[dict[str, Any]]:
    by_kind: dict[str, list[int]] = {}
    for document in documents:
        by_kind.setdefault(document.kind, []).append(document.id)
    texts = {k: texts_of(catalogue.kinds[k], keys) for k, keys in by_kind.items()}
    pieces = {d.id: _piece(d, asked, texts[d.kind].get(d.id, ())) for d in documents}
    titles = _titles(documents, pieces)
    return [_item(d, asked, pieces[d.id], titles) for d in documents]


Piece = tuple[str, int | None, str]


def _piece(document: Document, asked: Alternatives, texts: Iterable[Piece]) -> Piece | None:
    """Return the text that has most of what the name has not; None where the name has all."""
    wanted = set(range(len(asked))) - met(document.name, asked)
    best, most = None, 0
    for text in texts if wanted else ():
        has = len(wanted & met(text[2], asked))
        if has > most:
            best, most = text, has
    return best


def _titles(
    documents: Sequence[Document], pieces: dict[int, Piece | None]
) -> dict[tuple[str, int], str]:
    """Return what texts are called that each have a title of their own, by source and its key."""
    found: dict[tuple[str, int], str] = {}
    for document in documents:
        piece = pieces[document.id]
        if piece is None or piece[1] is None or (piece[0], piece[1]) in found:
            continue
        for text in catalogue.kinds[document.kind].texts:
            if text.source == piece[0] and text.label is not None:
                rows = registry.models[text.label[1]].objects.filter(id=piece[1])
                found[(piece[0], piece[1])] = rows.values_list("name", flat=True).first() or ""
    return found


def _item(
    document: Document,
    asked: Alternatives,
    piece: Piece | None,
    titles: dict[tuple[str, int], str],
) -> dict[str, Any]:
    told = None
    if piece is not None:
        source, title, text = piece
        short, inside = excerpt(text, spans(text, asked))
        label = "" if title is None else titles.get((source, title), "")
        told = {"source": source, "label": label, "text": short, "marks": inside}
    of_project = catalogue.kinds[document.kind].stream == "project"
    return {
        "kind": document.kind,
        "id": document.id,
        "workspace_id": document.workspace_id,
        "project_id": document.stream_id if of_project else None,
        "code": document.code,
        "name": document.name,
        "marks": spans(document.name, asked),
        "done": document.done,
        "excerpt": told,
    }


def _projects(streams: Iterable[int]) -> list[dict[str, Any]]:
    found = Document.objects.filter(id__in=set(streams), kind="project").order_by("name", "id")
    return [
        {
            "id": d.id,
            "workspace_id": d.workspace_id,
            "name": d.name,
            "key": d.code.upper(),
            "archived": d.archived,
        }
        for d in found
    ]


def _unread(scopes: Sequence[Scope]) -> bool:
    """Whether something that the account may see was never read into the index yet."""
    spaces = frozenset(chain.from_iterable(scope.spaces for scope in scopes))
    streams = frozenset(chain.from_iterable(scope.streams for scope in scopes))
    return any(
        late.at is None and (late.workspace in spaces or late.stream in streams)
        for late in behind()
    )
