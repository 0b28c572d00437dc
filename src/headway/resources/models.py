"""The tables of calendars, resources and rates."""

from __future__ import annotations

from headway.changes.models import model_of
from headway.resources.records import CALENDARS, RATES, RESOURCES

Calendar = model_of(CALENDARS, __name__, "resources")
Resource = model_of(RESOURCES, __name__, "resources")
Rate = model_of(RATES, __name__, "resources")
