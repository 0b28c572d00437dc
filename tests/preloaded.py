"""What a forked `headway` finds loaded: libraries and the rooms that know no settings.

Imported by the forkserver of `tests/forked.py` alone.
"""

from __future__ import annotations

import importlib

for _name in (
    "allauth",
    "django.contrib.auth.hashers",
    "django.core.handlers.asgi",
    "django.core.handlers.wsgi",
    "django.core.management",
    "django.db.migrations.executor",
    "django.db.models",
    "django.forms",
    "django.template",
    "django.test.client",
    "django.urls",
    "django.views",
    "email.message",
    "holidays",
    "lxml.etree",
    "numba",
    "numpy",
    "openpyxl",
    "orjson",
    "ortools.sat.python.cp_model",
    "pydantic",
    "redis",
    "psycopg",
    "sqlparse",
    "uvicorn",
    "websockets",
    "zipfile",
    "headway.access.commands",
    "headway.cli.main",
    "headway.exchange.reading",
    "headway.projects.commands",
    "headway.projects.derivations",
    "headway.projects.why",
    "headway.resources.commands",
    "headway.scheduling",
    "headway.scheduling.levelling",
    "headway.scheduling.risk",
):
    importlib.import_module(_name)

importlib.import_module("headway.scheduling").warm()
