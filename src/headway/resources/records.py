"""What the resources room keeps in a workspace's stream: calendars, resources and their rates."""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table

RESOURCE_KINDS = ("work", "material", "cost")
CATEGORIES = ("person", "role", "team", "vendor", "equipment")

CALENDARS = Table(
    name="calendars",
    stream="workspace",
    doc="Working time: a week pattern and its exceptions, alone or over a base calendar. Whose it "
    "is and why somebody is away is not for those who may not see people.",
    capability="people.read",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=200),
        Field(
            "base_id", Kind.KEY, "The calendar it refines.", nullable=True, references="calendars"
        ),
        Field(
            "week",
            Kind.JSON,
            "Seven entries, Monday first: a list of [from, to] minutes of the day (to may pass 1440 "
            "for a night shift), [] for a day off, null to take the base calendar's day.",
        ),
        Field(
            "exceptions",
            Kind.JSON,
            "List of {name, first, last (days since 1970-01-01), intervals}: [] is non-working.",
        ),
        Field(
            "work_weeks",
            Kind.JSON,
            "List of {name, first, last (days since 1970-01-01), week}: other weeks for a while.",
        ),
        Field("country", Kind.TEXT, "Country code whose holidays it took.", default="", maximum=10),
        Field("project_id", Kind.KEY, "The project it was imported with.", nullable=True),
    ),
)

RESOURCES = Table(
    name="resources",
    stream="workspace",
    doc="People, equipment, roles and material that tasks are assigned to.",
    capability="people.read",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=200),
        Field(
            "kind", Kind.CHOICE, "Work, material or cost.", default="work", choices=RESOURCE_KINDS
        ),
        Field("email", Kind.TEXT, "E-mail address.", default="", maximum=320),
        Field("initials", Kind.TEXT, "Short form.", default="", maximum=20),
        Field("group", Kind.TEXT, "Team, department or vendor.", default="", maximum=200),
        Field("calendar_id", Kind.KEY, "Own working time.", nullable=True, references="calendars"),
        Field(
            "max_units",
            Kind.INTEGER,
            "Most units at once; 10000 is 100 %.",
            default=10_000,
            minimum=0,
            maximum=100_000_000,
        ),
        Field(
            "category",
            Kind.CHOICE,
            "Who works: a person, a role yet to be filled, a team, a vendor, or equipment.",
            default="person",
            choices=CATEGORIES,
        ),
        Field(
            "availability",
            Kind.JSON,
            "Other units for a while: a list of {first, last (days since 1970-01-01; last null is "
            "for good), units}.",
        ),
        Field("user_id", Kind.KEY, "The account of the person, if any.", nullable=True),
        Field("placeholder", Kind.FLAG, "Stands for a person yet to be named.", default=False),
        Field("material_unit", Kind.TEXT, "Unit of a material.", default="", maximum=100),
        Field("active", Kind.FLAG, "Can be assigned.", default=True),
        Field("notes", Kind.TEXT, "Notes.", default="", maximum=100_000),
    ),
)

RATES = Table(
    name="rates",
    stream="workspace",
    doc="What a resource costs, from a day on. Only for those who may see rates.",
    capability="rates.read",
    fields=(
        KEY,
        Field("resource_id", Kind.KEY, "Whose rate.", required=True, references="resources"),
        Field("currency", Kind.TEXT, "ISO 4217 code.", default="EUR", minimum=3, maximum=3),
        Field(
            "standard",
            Kind.INTEGER,
            "Millionths of a currency unit per hour.",
            default=0,
            minimum=0,
        ),
        Field(
            "overtime",
            Kind.INTEGER,
            "Millionths of a currency unit per hour.",
            default=0,
            minimum=0,
        ),
        Field("per_use", Kind.INTEGER, "Minor currency units for each use.", default=0, minimum=0),
        Field("valid_from", Kind.MOMENT, "From when; null is always.", nullable=True),
    ),
)

TABLES = (CALENDARS, RESOURCES, RATES)
