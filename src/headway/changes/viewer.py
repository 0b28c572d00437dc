"""Who looks or acts: what one account may do in one stream. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Viewer:
    """An account's standing in a stream. `branch` cuts the view to the branch of that task."""

    user_id: int | None
    name: str
    role: str
    capabilities: frozenset[str]
    branch: int | None = None

    def may(self, capability: str | None) -> bool:
        """Whether the viewer has the capability; everyone has None."""
        return capability is None or capability in self.capabilities
