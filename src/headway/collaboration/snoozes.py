"""Tasks that a person does not want to see in his list before a day: kept beside the streams."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import models, transaction

from headway.changes.errors import Invalid
from headway.words import say

MOST = 2_000
"""Tasks that one person may have put to sleep."""
LONGEST = timedelta(days=400)


class Snooze(models.Model):
    """A task that one account does not want to see before the day `until`; nobody else knows."""

    user_id = models.BigIntegerField()
    task_id = models.BigIntegerField(db_index=True)
    until = models.DateField()

    class Meta:
        app_label = "collaboration"
        constraints = (
            models.UniqueConstraint(fields=["user_id", "task_id"], name="one_snooze_a_task"),
        )


def snoozed(user: int, today: date | None = None) -> list[dict[str, object]]:
    """Return {"task_id", "until"} of what an account has put to sleep and is not awake everywhere."""
    rows = Snooze.objects.filter(user_id=user, until__gte=_oldest(today)).order_by("until", "id")
    return [
        {"task_id": task, "until": until.isoformat()}
        for task, until in rows.values_list("task_id", "until")
    ]


def snooze(user: int, task: int, until: date | None, today: date | None = None) -> None:
    """Put a task that the account may see to sleep until a day, or (None) wake it; raise Invalid for
    a day that is past or further than LONGEST, or where MOST sleep already."""
    mine = Snooze.objects.filter(user_id=user)
    oldest = _oldest(today)
    if until is None:
        mine.filter(task_id=task).delete()
        return
    if not oldest <= until <= oldest + LONGEST:
        raise Invalid(say("Say until which day, within a year: 2026-03-09."), field="until")
    with transaction.atomic():
        mine.filter(until__lt=oldest).delete()
        if not mine.filter(task_id=task).exists() and mine.count() >= MOST:
            raise Invalid(
                say("You may put at most {most} tasks to sleep.", most=MOST), field="until"
            )
        Snooze.objects.update_or_create(user_id=user, task_id=task, defaults={"until": until})


def _oldest(today: date | None) -> date:
    """Return the first day that may be yet to come: days begin by the zones of plans."""
    return (today or datetime.now(UTC).date()) - timedelta(days=1)
