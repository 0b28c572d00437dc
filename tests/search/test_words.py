"""Words of texts and queries, and which of what fits comes first."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.search.highlights import excerpt, spans
from headway.search.ranking import Candidate, rank
from headway.search.words import Term, near, terms, tokens, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cut-over SRV-01, Straße", ["cut", "over", "srv", "01", "strasse"]),
        ("Zürich und Ångström", ["zurich", "und", "angstrom"]),
        ("Zu\u0308rich", ["zurich"]),
        ("数据中心 plan", ["数", "据", "中", "心", "plan"]),
        ("مرحبا، שלום", ["مرحبا", "שלום"]),
        ("a_b c--d", ["a", "b", "c", "d"]),
        ("½ 🎉 …", ["12"]),
    ],
)
def test_words_are_folded(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_terms_of_a_query() -> None:
    assert terms('serv mig "data base" SRV-01 x') == [
        Term(("serv",), True),
        Term(("mig",), True),
        Term(("data", "base"), False),
        Term(("srv", "01"), True),
        Term(("x",), False),
    ]
    assert terms(' - "" ') == []


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_places_are_where_words_stand(text: str) -> None:
    for token in tokens(text):
        assert words(text[token.start : token.end]) == [token.word]
    every = [(Term((word,), False),) for word in words(text)]
    for start, end in spans(text, every):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("typed", "word", "fits"),
    [
        ("servr", "server", True),
        ("sevrer", "server", True),
        ("serverr", "server", True),
        ("sarver", "server", True),
        ("migratoin", "migration", True),
        ("migratoi", "migration", True),
        ("sorbet", "server", False),
        ("plan", "server", False),
    ],
)
def test_one_slip_of_typing(typed: str, word: str, fits: bool) -> None:
    assert near(typed, word) is fits


def test_an_excerpt_keeps_the_places() -> None:
    text = "Before. " * 40 + "Check the backup\nserver twice. " + "After. " * 40
    asked = ((Term(("backup",), True),), (Term(("server",), True),))
    short, inside = excerpt(text, spans(text, asked))
    assert len(short) <= 222
    assert [short[a:b] for a, b in inside] == ["backup", "server"]
    assert short.startswith("…")
    assert short.endswith("…")
    assert "\n" not in short


def test_names_before_texts_open_before_done_own_before_others() -> None:
    asked = ((Term(("move",), True),), (Term(("data",), True),))

    def one(key: int, name: str, **more: bool) -> Candidate:
        return Candidate(
            key, "task", name, **{"done": False, "archived": False, "own": False, **more}
        )

    best_first = [
        one(9, "Move data"),
        one(1, "Move data to the new site", own=True),
        one(2, "Move data to the new site"),
        one(3, "Data we move"),
        one(4, "Move data to the new site", done=True, own=True),
        one(5, "Move data to the new site", archived=True, own=True),
        one(6, "Move boxes", own=True),
        one(7, "Unload", own=True),
    ]
    worst_first = best_first[::-1]
    assert sorted(worst_first, key=lambda c: rank(c, asked)) == best_first
