"""Random days: whatever several people do in whatever order, the line and the results hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from headway.changes.errors import Missing, Refused
from headway.changes.reading import outcome_for
from headway.changes.undo import undo
from headway.projects.models import Assignment, Link, Task
from tests.line.client import Client
from tests.line.invariants import check
from tests.line.world import MONDAY, ROLES, build, send, settle

PEOPLE = st.sampled_from(("owner", "manager", "member"))
WHICH = st.integers(0, 10_000)
MINUTES = st.sampled_from((0, 60, 480, 960, 2400, 4800))
DAYS = st.integers(0, 60)


class Days(RuleBasedStateMachine):
    """Commands by people, refused or not; after each, everyone's copy and the results are right."""

    @initialize()
    def start(self) -> None:
        from django.core.management import call_command

        from headway.changes import cache, ids

        call_command("flush", interactive=False, verbosity=0)
        cache.forget()
        ids.forget()
        self.world = build()
        self.clients = {r: Client(self.world.users[r], self.world.project) for r in ROLES}
        self.done: list[tuple[str, int]] = []
        self.fresh = 0

    def pick(self, which: int, model: Any = Task) -> int:
        """Return the key of some row."""
        keys = list(
            model.objects.filter(stream_id=self.world.project)
            .order_by("id")
            .values_list("id", flat=True)
        )
        return int(keys[which % len(keys)]) if keys else 1

    def act(self, who: str, type_: str, payload: dict[str, Any], *, space: bool = False) -> None:
        stream = self.world.workspace if space else self.world.project
        try:
            answer = send(self.world.users[who], stream, type_, payload)
        except Refused:
            return
        if answer["id"] is not None:
            self.done.append((who, answer["id"]))

    @rule(who=PEOPLE, task=WHICH, minutes=MINUTES)
    def lengthen(self, who: str, task: int, minutes: int) -> None:
        self.act(who, "task.update", {"id": self.pick(task), "fields": {"duration": minutes}})

    @rule(who=PEOPLE, task=WHICH, mode=st.sampled_from(("auto", "manual")), active=st.booleans())
    def switch(self, who: str, task: int, mode: str, active: bool) -> None:
        self.act(
            who, "task.update", {"id": self.pick(task), "fields": {"mode": mode, "active": active}}
        )

    @rule(who=PEOPLE, task=WHICH, days=DAYS)
    def pin(self, who: str, task: int, days: int) -> None:
        self.act(who, "task.reschedule", {"id": self.pick(task), "start": MONDAY + days * 1440})

    @rule(
        who=st.sampled_from(("member", "guest")), task=WHICH, percent=st.sampled_from((0, 30, 100))
    )
    def progress(self, who: str, task: int, percent: int) -> None:
        self.act(who, "task.progress", {"id": self.pick(task), "percent_complete": percent})

    @rule(who=PEOPLE, parent=st.none() | WHICH)
    def add(self, who: str, parent: int | None) -> None:
        self.fresh += 1
        fields = {"name": f"New {self.fresh}"}
        above = None if parent is None else self.pick(parent)
        self.act(who, "task.create", {"parent_id": above, "fields": fields})

    @rule(who=PEOPLE, one=WHICH, other=WHICH, parent=st.none() | WHICH)
    def move(self, who: str, one: int, other: int, parent: int | None) -> None:
        above = None if parent is None else self.pick(parent)
        ids = sorted({self.pick(one), self.pick(other)})
        self.act(who, "task.move", {"ids": ids, "parent_id": above})

    @rule(who=PEOPLE, task=WHICH, way=st.sampled_from(("task.indent", "task.outdent")))
    def shift(self, who: str, task: int, way: str) -> None:
        self.act(who, way, {"ids": [self.pick(task)]})

    @rule(who=PEOPLE, task=WHICH)
    def delete(self, who: str, task: int) -> None:
        if Task.objects.filter(stream_id=self.world.project).count() > 4:
            self.act(who, "task.delete", {"ids": [self.pick(task)]})

    @rule(
        who=PEOPLE,
        one=WHICH,
        other=WHICH,
        kind=st.sampled_from(("FS", "SS", "FF", "SF")),
        lag=st.sampled_from((0, 480, -240)),
    )
    def link(self, who: str, one: int, other: int, kind: str, lag: int) -> None:
        ends = {"predecessor_id": self.pick(one), "successor_id": self.pick(other)}
        self.act(who, "link.create", {**ends, "type": kind, "lag": lag})

    @rule(who=PEOPLE, link=WHICH, lag=st.sampled_from((0, 960)))
    def relink(self, who: str, link: int, lag: int) -> None:
        key = self.pick(link, Link)
        self.act(
            who,
            "link.update" if lag else "link.delete",
            {"id": key, "fields": {"lag": lag}} if lag else {"ids": [key]},
        )

    @rule(
        who=PEOPLE,
        task=WHICH,
        names=st.lists(st.sampled_from(("Ana", "Ben", "Cem")), max_size=2, unique=True),
    )
    def assign(self, who: str, task: int, names: list[str]) -> None:
        resources = [{"name": name} for name in names]
        self.act(who, "task.assign", {"id": self.pick(task), "resources": resources})

    @rule(who=PEOPLE, row=WHICH, work=st.none() | st.sampled_from((240, 960)))
    def work(self, who: str, row: int, work: int | None) -> None:
        fields = {"work": work, "delay": 60}
        self.act(who, "assignment.update", {"id": self.pick(row, Assignment), "fields": fields})

    @rule(hours=st.sampled_from((120, 240, 480)), settled=st.booleans())
    def calendar(self, hours: int, settled: bool) -> None:
        week = [[[540, 540 + hours]]] * 5 + [[], []]
        self.act(
            "manager",
            "calendar.update",
            {"id": self.world.calendar, "fields": {"week": week}},
            space=True,
        )
        if settled:
            settle()

    @rule(person=st.sampled_from(("Ana", "Ben")), nights=st.booleans())
    def person(self, person: str, nights: bool) -> None:
        fields = {"calendar_id": self.world.spare_calendar if nights else None}
        key = self.world.resources[person]
        self.act("member", "resource.update", {"id": key, "fields": fields}, space=True)

    @rule(task=WHICH, role=st.sampled_from(("viewer", "member")))
    def rights(self, task: int, role: str) -> None:
        key = self.world.member("guest")
        self.act(
            "owner",
            "member.update",
            {"id": key, "fields": {"branch_id": self.pick(task)}},
            space=True,
        )
        self.act(
            "owner",
            "member.update",
            {"id": self.world.member("viewer"), "fields": {"role": role}},
            space=True,
        )

    @rule(number=st.integers(0, 2))
    def baseline(self, number: int) -> None:
        self.act("member", "baseline.set", {"number": number})

    @rule(days=DAYS)
    def restart(self, days: int) -> None:
        self.act("manager", "project.update", {"fields": {"start": MONDAY + days * 1440}})

    @rule(back=st.integers(0, 6))
    def take_back(self, back: int) -> None:
        if not self.done:
            return
        who, key = self.done[-1 - back % len(self.done)]
        user = self.world.users[who]
        try:
            answer = outcome_for(user, undo(key, user))
        except Refused:
            return
        if answer["id"] is not None:
            self.done.append((who, answer["id"]))

    @invariant()
    def line(self) -> None:
        for role, client in self.clients.items():
            try:
                client.catch_up()
                client.holds()
            except Missing:
                assert role == "guest"

    @invariant()
    def results(self) -> None:
        check(self.world.project)
        check(self.world.workspace)


def days(examples: int, steps: int) -> None:
    """Run the machine."""
    run_state_machine_as_test(
        Days,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_random_days() -> None:
    days(6, 15)


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.django_db(transaction=True)
def test_many_random_days() -> None:
    days(12, 40)
