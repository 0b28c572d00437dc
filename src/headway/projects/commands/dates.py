"""Dates in payloads: within what plans know, before anything is computed from them."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from headway.changes.checks import FIRST_MOMENT, LAST_MOMENT
from headway.words import say


def _known(at: int) -> int:
    if not FIRST_MOMENT <= at <= LAST_MOMENT:
        raise PydanticCustomError("date", say("A date lies between 1900 and 2200."))
    return at


Moment: TypeAlias = Annotated[int, AfterValidator(_known)]
"""Local minutes since 1970-01-01; the working time up to a date far beyond takes forever to count."""
