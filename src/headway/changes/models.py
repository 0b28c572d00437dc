"""The spine's tables, and the factory that turns a room's `Table` into a Django model."""

from __future__ import annotations

from typing import Any

from django.db import models

from headway.changes.tables import Field, Kind, Table


class Stream(models.Model):
    """What is ordered and versioned. Its key is the workspace's, project's or scenario's own.

    `parent_id` is the stream that it is a fork of, if it is one.
    """

    id = models.BigIntegerField(primary_key=True)
    parent_id = models.BigIntegerField(null=True, db_index=True)
    kind = models.CharField(max_length=20)
    workspace_id = models.BigIntegerField(db_index=True)
    version = models.BigIntegerField(default=0)
    workspace_version = models.BigIntegerField(default=0)


class Changeset(models.Model):
    """One numbered change of one stream: the bus, the history and the audit trail.

    `body` holds its inputs and what the filter must know of them, for good. `results` stands apart,
    so that whoever needs the inputs alone does not read it, and so that it can be pruned.
    """

    stream_id = models.BigIntegerField()
    version = models.BigIntegerField()
    change_id = models.UUIDField(db_index=True)
    command_id = models.UUIDField()
    type = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    schema = models.IntegerField(default=1)
    engine_version = models.CharField(max_length=20)
    undoes = models.BigIntegerField(null=True)
    first = models.BooleanField(default=True)
    body = models.BinaryField()
    results = models.BinaryField(default=b"j{}")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["stream_id", "version"], name="one_changeset_a_version"
            ),
            models.UniqueConstraint(
                fields=["command_id", "stream_id"], name="one_changeset_a_command_and_stream"
            ),
        )


class Outbox(models.Model):
    """A changeset that a listener has yet to read; written with it, deleted when it was read."""

    listener = models.CharField(max_length=60)
    stream_id = models.BigIntegerField()
    version = models.BigIntegerField()
    attempts = models.IntegerField(default=0)
    due = models.DateTimeField()
    error = models.TextField(default="")

    class Meta:
        indexes = (models.Index(fields=["due"], name="outbox_due"),)


class Sequence(models.Model):
    """The one sequence of keys: one row."""

    next = models.BigIntegerField(default=1)


class Lease(models.Model):
    """A block of keys that an account may use for rows that it creates."""

    first = models.BigIntegerField(primary_key=True)
    last = models.BigIntegerField()
    user_id = models.BigIntegerField(null=True, db_index=True)


def _column(field: Field) -> models.Field[Any, Any]:
    """Return the Django field that stores `field`."""
    match field.kind:
        case Kind.KEY if field.name == "id":
            return models.BigIntegerField(primary_key=True)
        case Kind.KEY | Kind.INTEGER | Kind.MINUTES | Kind.MOMENT:
            return models.BigIntegerField(null=field.nullable)
        case Kind.FLAG:
            return models.BooleanField(null=field.nullable)
        case Kind.JSON:
            return models.JSONField(null=True)
        case _:
            return models.TextField(null=field.nullable)


def model_of(
    table: Table,
    module: str,
    app: str,
    *,
    indexes: tuple[models.Index, ...] = (),
    **results: models.Field[Any, Any],
) -> Any:
    """Return the Django model that stores `table`, with `results` as materialised columns.

    The model is made from the description, so the two cannot differ. `stream_id` says to which
    stream a row belongs, `workspace_id` to which workspace.
    """
    single = table.name.removesuffix("es" if table.name.endswith("uses") else "s")
    name = "".join(part.capitalize() for part in single.split("_"))
    columns: dict[str, Any] = {f.name: _column(f) for f in table.fields}
    columns["stream_id"] = models.BigIntegerField(db_index=True)
    if "workspace_id" not in columns:
        columns["workspace_id"] = models.BigIntegerField()
    names = {"app_label": app, "db_table": f"{app}_{table.name}", "indexes": indexes}
    meta = type("Meta", (), names)
    body = {**columns, **results, "__module__": module, "__doc__": table.doc, "Meta": meta}
    return type(name, (models.Model,), body)
