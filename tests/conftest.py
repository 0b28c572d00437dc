"""What all tests share: nothing of one test is left in this process's memory for the next."""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from tests.order import ordered, pytest_configure_node, pytest_xdist_make_scheduler

__all__ = ["pytest_configure_node", "pytest_xdist_make_scheduler"]


# How long an example takes says how busy the machine is; the whole test has its time-out.
settings.register_profile("headway", deadline=None)
settings.load_profile("headway")


@pytest.fixture(autouse=True)
def _fresh_memory() -> Iterator[None]:
    from headway.changes import cache, ids

    cache.forget()
    ids.forget()
    yield
    cache.forget()
    ids.forget()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Make the database; emptying it between tests then makes no permissions and content types anew,
    which nothing here reads and which took as long as the test."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.contenttypes.management import create_contenttypes
    from django.db.models.signals import post_migrate

    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_permissions)
    post_migrate.disconnect(create_contenttypes)


WHOLE_RUN = (
    "tests/analysis/",
    "tests/scenarios/",
    "tests/search/test_search.py",
    "tests/access/test_table.py",
    "tests/access/test_leaks.py::test_a_guest_reads_nothing_outside_his_branch",
    "tests/access/test_leaks.py::test_payloads_and_private_parts_do_not_leave",
    "tests/collaboration/",
    "tests/door/test_fields.py",
    "tests/door/test_shared_workflows.py",
    "tests/door/test_checklists.py",
    "tests/door/test_task_history.py",
    "tests/door/test_incremental.py",
    "tests/door/test_types.py",
    "tests/exchange_reading/test_schedule_command.py",
    "tests/exchange_writing/test_commands.py",
    "tests/levelling/test_justify.py",
    "tests/line/test_commands.py",
    "tests/line/test_streams.py",
    "tests/operations/",
    "tests/reports/",
    "tests/projects_api/test_branches.py",
    "tests/projects_api/test_my_work.py",
    "tests/projects_api/test_once.py",
    "tests/projects_api/test_saved_views.py",
    "tests/projects_api/test_templates.py",
    "tests/risk/test_live.py",
    "tests/risk/test_own_file.py",
    "tests/tracking/test_api.py",
    "tests/tracking/test_command.py",
)
"""Many worlds in a database, or a process a test: `slow`, left to the whole run."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, None, None]:
    """Mark what belongs to the whole run alone; then order what is shared out by files."""
    for item in items:
        if item.nodeid.startswith(WHOLE_RUN):
            item.add_marker(pytest.mark.slow)
    yield
    if getattr(config, "workerinput", {}).get("by_file"):
        items[:] = ordered(items)
