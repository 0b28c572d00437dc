"""What rooms register as searchable: which rows can be found, by which of their texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from headway.changes.registry import registry
from headway.changes.tables import Row


def _texts_of(value: Any) -> str:
    """Return what of a value is text: itself, or those of a list."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return " ".join(part for part in value if isinstance(part, str))
    return ""


@dataclass(frozen=True)
class Text:
    """A text by which rows are found.

    `source` is what it is called in results. It is the field `value` of the rows of `table` whose
    field `owner` is the key of the row that is found. `label` names, if each has another title, the
    field with the key of the row that gives it, and that row's table; `among` a field of that row,
    and the values of it that make this a text at all.
    """

    source: str
    table: str
    value: str
    owner: str = "id"
    label: tuple[str, str] | None = None
    among: tuple[str, tuple[str, ...]] | None = None

    def of(self, row: Mapping[str, Any]) -> str:
        """Return the text that a row has."""
        return _texts_of(row[self.value])


@dataclass(frozen=True)
class Searchable:
    """A kind of thing that can be found: the rows of a table of a project or a workspace.

    `name` is the field with its name; `code` gives its number or short key, `done` and `archived`
    whether it is over or put away; these read only `fields`. `capability` is what a viewer needs.
    """

    kind: str
    table: str
    texts: tuple[Text, ...] = ()
    name: str = "name"
    code: Callable[[Row], str] = lambda row: ""
    done: Callable[[Row], bool] = lambda row: False
    archived: Callable[[Row], bool] = lambda row: False
    fields: frozenset[str] = frozenset()
    capability: str | None = None

    @property
    def stream(self) -> str:
        """The kind of stream whose rows they are."""
        return registry.tables[self.table].stream

    @property
    def columns(self) -> frozenset[str]:
        """The fields of the row itself that are read."""
        own = {text.value for text in self.texts if text.table == self.table}
        return self.fields | {self.name} | own


@dataclass
class Catalogue:
    """All that is registered."""

    kinds: dict[str, Searchable] = field(default_factory=dict)
    own: list[Callable[[int], Iterable[int]]] = field(default_factory=list)
    """Each gives the streams that are an account's own: what it finds there comes first."""

    def searchable(self, one: Searchable) -> None:
        """Register a kind; raise ValueError where a text is for fewer eyes than what it finds."""
        for text in one.texts:
            self._check(one, text)
        self.kinds[one.kind] = one

    def text(self, kind: str, text: Text) -> None:
        """Register another text of a kind that a lower room registered."""
        one = self.kinds[kind]
        self._check(one, text)
        self.kinds[kind] = Searchable(**{**one.__dict__, "texts": (*one.texts, text)})

    def of(self, stream: str) -> list[Searchable]:
        """Return the kinds that streams of a kind hold."""
        return [one for one in self.kinds.values() if one.stream == stream]

    @staticmethod
    def _check(one: Searchable, text: Text) -> None:
        table = registry.tables[text.table]
        if table.capability not in (None, one.capability):
            raise ValueError(f"{text.table} is not for all who may see {one.kind}")
        if table.stream != one.stream:
            raise ValueError(f"{text.table} is not in the stream of {one.kind}")


catalogue = Catalogue()
