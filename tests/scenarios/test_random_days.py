"""Random days with scenarios: whatever is done in a project and in its forks, the line, the results
and the rows hold; a merge leaves nothing dangling and is taken back whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from headway.changes import cache
from headway.changes.errors import Missing, Refused
from headway.changes.reading import outcome_for
from headway.changes.undo import undo
from tests.line.client import Client
from tests.line.invariants import check
from tests.line.test_streams import Days
from tests.line.world import ROLES, send
from tests.scenarios.test_merge import rows

OUTCOMES = {"merged": 0}
INSIDE = [role for role in ROLES if role != "guest"]


class Forked(Days):
    """Days in which every other command goes to a scenario, and one is merged every so often."""

    @initialize()
    def begin(self) -> None:
        self.turn = 0
        self.forks: list[int] = []
        self.copies: dict[int, list[Client]] = {}

    def act(self, who: str, type_: str, payload: dict[str, Any], *, space: bool = False) -> None:
        self.turn += 1
        if self.turn == 1:
            self.fork()
        elif self.turn % 5 == 0:
            self.merge("yours" if self.turn % 2 else "theirs", again=self.turn % 3 == 0)
        if space or not self.forks or self.turn % 2:
            super().act(who, type_, payload, space=space)
            return
        fork = self.forks[self.turn // 2 % len(self.forks)]
        try:
            answer = send(self.world.users[who], fork, type_, payload)
        except Refused:
            return
        if answer["id"] is not None:
            self.done.append((who, answer["id"]))

    @rule()
    def fork(self) -> None:
        if len(self.forks) > 1:
            return
        owner = self.world.users["owner"]
        made = send(owner, self.world.project, "scenario.create", {"name": f"S{self.turn}"})
        key = made["created"]["scenarios"][0]
        self.forks.append(key)
        self.copies[key] = [
            Client(self.world.users[role], key) for role in INSIDE if self._sees(role)
        ]

    def _sees(self, role: str) -> bool:
        home = cache.current(self.world.workspace)
        assert home is not None
        rows_ = home.records.rows("members").values()
        return any(r["user_id"] == self.world.users[role] for r in rows_)

    @rule(rest=st.sampled_from(("yours", "theirs")), again=st.booleans())
    def merge(self, rest: str, again: bool) -> None:
        if not self.forks:
            return
        key, owner = self.forks[-1], self.world.users["owner"]
        before = rows(self.world.project)
        refused: Refused | None = None
        try:
            answer = send(owner, self.world.project, "scenario.merge", {"id": key, "rest": rest})
        except Refused as error:
            refused = error
        if refused is not None:
            # A circle of both sides' links, or a scenario whose beginning was taken back.
            assert refused.status in (404, 422), refused.detail
            assert rows(self.world.project) == before
            return
        OUTCOMES["merged"] += 1
        check(self.world.project)
        if again:
            outcome_for(owner, undo(answer["id"], owner))
            assert rows(self.world.project) == before
        else:
            self.forks.remove(key)

    @invariant()
    def forks_hold(self) -> None:
        for key, copies in getattr(self, "copies", {}).items():
            for client in copies:
                try:
                    client.catch_up()
                    client.holds()
                except Missing:
                    # What began it was taken back.
                    continue
            if key in self.forks:
                check(key)


def days(examples: int, steps: int) -> None:
    """Run the machine."""
    run_state_machine_as_test(
        Forked,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.timeout(600)
@pytest.mark.django_db(transaction=True)
def test_random_days_with_scenarios() -> None:
    days(6, 14)
    assert OUTCOMES["merged"] > 0


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.django_db(transaction=True)
def test_many_random_days_with_scenarios() -> None:
    days(12, 40)
