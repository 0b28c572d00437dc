"""What an inbox can hold. Whoever has more to tell (comments, mentions, mail) registers its kinds."""

from __future__ import annotations

from dataclasses import dataclass

MOST_NAMED = 50
"""Tasks of one change that an item names; it counts the others."""


@dataclass(frozen=True)
class Kind:
    """A kind of item. `asks` says that it waits for the person to do something."""

    name: str
    doc: str
    asks: bool = False


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known; an item of an unknown kind is not shown."""
    for kind in kinds:
        KINDS[kind.name] = kind


register(
    Kind("assigned", "Tasks were assigned to me."),
    Kind("unassigned", "Tasks were taken from me."),
    Kind("update_asked", "Somebody asks how far my tasks are.", asks=True),
    Kind("update_answered", "Somebody answered how far his tasks are."),
    Kind("update_waiting", "An answer waits for me to let it count.", asks=True),
    Kind("update_accepted", "My answer counts."),
    Kind("update_returned", "My answer was given back.", asks=True),
    Kind("declined", "Somebody does not take a task.", asks=True),
    Kind("question", "Somebody asks about a task that he was assigned to.", asks=True),
    Kind("answered", "My question was answered."),
    Kind("waited_for", "A task is blocked on me.", asks=True),
    Kind("nudged", "Somebody reminds me that a task is blocked on me.", asks=True),
    Kind("unblocked", "A task that I watch is no longer blocked."),
    Kind("blocked", "A task that I watch is blocked."),
    Kind("moved", "Tasks that I watch finish at least a day earlier or later."),
    Kind("changed", "Fields of tasks that I watch were changed."),
    Kind("done", "Tasks that I watch are done."),
    Kind("deleted", "Tasks that I watch were deleted."),
)
