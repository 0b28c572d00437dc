"""The text of a formula to its tree. Pure; the grammar is read by Lark (LALR(1)).

    formula := "=="-less comparison of joins (&) of sums of products of signed atoms
    atom    := number | duration (3d, 4h) | "text" | TRUE | FALSE | [Field] | NAME(formula, ...) | (formula)

Arguments are separated by "," or ";". Cost is bounded: a formula has at most `LONGEST` characters,
`MOST_PARTS` parts and `DEEPEST` levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from lark import Lark, Token, Tree, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from headway.words import say

LONGEST = 2_000
MOST_PARTS = 400
DEEPEST = 40

GRAMMAR = r"""
?start: compared
?compared: joined (COMPARE joined)?
?joined: sum ("&" sum)*
?sum: product (ADD product)*
?product: signed (TIMES signed)*
?signed: MINUS signed -> negated
    | "+" signed
    | atom
?atom: DURATION -> duration
    | NUMBER -> number
    | STRING -> text
    | REF -> field
    | "(" compared ")"
    | NAME "(" [compared (SEPARATOR compared)*] ")" -> call
    | NAME -> word
COMPARE: "<=" | ">=" | "<>" | "!=" | "=" | "<" | ">"
ADD: "+" | "-"
MINUS: "-"
TIMES: "*" | "/"
SEPARATOR: "," | ";"
DURATION.3: /\d+(\.\d+)?(mo|min|m|h|d|w)(?![A-Za-z0-9_])/
NUMBER.2: /\d+(\.\d+)?/
STRING: /"([^"]|"")*"/
REF: /\[[^\[\]\n]+\]/
NAME: /[A-Za-z_][A-Za-z0-9_]*/
%ignore /\s+/
"""


class BadFormula(Exception):
    """What is wrong with a formula, in words; `position` is the place of the character, from 0."""

    def __init__(self, message: str, position: int = 0):
        super().__init__(message)
        self.message = message
        self.position = position


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a formula: `kind` is number, duration, text, flag, field, call, negated, or an
    operator; `value` its literal or name, `unit` of a duration; `parts` what it is made of; `start`
    and `end` are its place in the text."""

    kind: str
    start: int
    end: int
    value: Any = None
    parts: tuple[Node, ...] = ()
    unit: str = ""

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


Part: TypeAlias = "Tree[Token] | Token"


@lru_cache(maxsize=1)
def _parser() -> Lark:
    # Trees keep their places; a lexer that knows the context would read "-" as ADD and MINUS alike.
    return Lark(GRAMMAR, parser="lalr", lexer="contextual", propagate_positions=True)


@lru_cache(maxsize=512)
def parse(text: str) -> Node:
    """Return the tree of a formula; raise BadFormula with the place of what is wrong."""
    lead = len(text) - len(text.lstrip())
    if text[lead : lead + 1] == "=":
        text = text[:lead] + " " + text[lead + 1 :]
    if not text.strip():
        raise BadFormula(say("A formula is needed, as [Duration] * 2."))
    if len(text) > LONGEST:
        raise BadFormula(
            say("A formula has at most {longest} characters.", longest=LONGEST), LONGEST
        )
    _check_depth(text)
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        raise _refusal(text, error) from None
    found = _node(tree, text)
    if sum(1 for _ in found.walk()) > MOST_PARTS:
        raise BadFormula(say("A formula has at most {most_parts} parts.", most_parts=MOST_PARTS))
    return found


def _check_depth(text: str) -> None:
    """Bound the nesting before anything recurses over it: brackets, and signs in a row."""
    deep = signs = 0
    quoted = False
    for place, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        if quoted or letter.isspace():
            continue
        signs = signs + 1 if letter in "+-" else 0
        deep += (letter == "(") - (letter == ")")
        if deep > DEEPEST or signs > DEEPEST:
            raise BadFormula(say("Brackets stand at most {deepest} deep.", deepest=DEEPEST), place)


def _node(part: Part, text: str) -> Node:
    if isinstance(part, Token):
        raise AssertionError(part)
    start, end = part.meta.start_pos, part.meta.end_pos
    children = part.children
    name = str(part.data)
    if name == "number":
        return Node("number", start, end, float(str(children[0])))
    if name == "duration":
        figure = str(children[0])
        unit = figure.lstrip("0123456789.")
        return Node(
            "duration", start, end, float(figure[: -len(unit)]), unit="m" if unit == "min" else unit
        )
    if name == "text":
        return Node("text", start, end, str(children[0])[1:-1].replace('""', '"'))
    if name == "field":
        return Node("field", start, end, str(children[0])[1:-1].strip())
    if name == "word":
        word = str(children[0])
        if word.upper() in ("TRUE", "FALSE"):
            return Node("flag", start, end, word.upper() == "TRUE")
        raise BadFormula(
            say("“{word}” is not known. Fields stand in brackets: [{word}].", word=word), start
        )
    if name == "call":
        head, *rest = [c for c in children if c is not None]
        parts = tuple(
            _node(c, text) for c in rest if not (isinstance(c, Token) and c.type == "SEPARATOR")
        )
        return Node("call", start, end, str(head).upper(), parts)
    if name == "negated":
        return Node("negated", start, end, None, (_node(children[-1], text),))
    if name == "joined":
        found = _node(children[0], text)
        for child in children[1:]:
            right = _node(child, text)
            found = Node("&", found.start, right.end, None, (found, right))
        return found
    # sum, product and compared: operands with the operators between them, from the left.
    found = _node(children[0], text)
    for sign, child in zip(children[1::2], children[2::2], strict=True):
        right = _node(child, text)
        operator = "<>" if str(sign) == "!=" else str(sign)
        found = Node(operator, found.start, right.end, None, (found, right))
    return found


def _refusal(text: str, error: UnexpectedInput) -> BadFormula:
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        opened = text.count("(") - text.count(")")
        if opened > 0:
            return BadFormula(say("A bracket “(” is not closed."), len(text.rstrip()))
        return BadFormula(say("Something is missing at the end."), len(text.rstrip()))
    place = error.pos_in_stream or 0
    if isinstance(error, UnexpectedCharacters):
        letter = text[place]
        if letter == '"':
            return BadFormula(say("A text is not closed: it ends with a quote, too."), place)
        if letter == "[":
            return BadFormula(say("A field is not closed: write [Name]."), place)
        return BadFormula(say("“{letter}” has no meaning here.", letter=letter), place)
    if isinstance(error, UnexpectedToken):
        return BadFormula(say("“{token}” does not belong here.", token=error.token), place)
    return BadFormula(say("This cannot be read."), place)
