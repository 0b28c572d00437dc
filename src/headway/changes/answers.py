"""What routes answer, as the OpenAPI document and the web app's types say it.

Answers are written by orjson from plain dictionaries, so these models describe and do not check:
checking a hundred thousand tasks would cost more than computing them. The tests check them.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import JsonSchemaMode, models_json_schema

REF = "#/components/schemas/{model}"
TYPESCRIPT = "x-typescript"
"""What a field is for the web app, where its tables say more than JSON can."""


class Answer(BaseModel):
    """What is answered. A field without a default is always there, one with a default may be lacking."""

    model_config = ConfigDict(extra="forbid")


MODELS: dict[str, type[BaseModel]] = {}
"""All models that routes and sockets answer with, by name."""


def typed(name: str) -> dict[str, Any]:
    """Return what to say in a field's `json_schema_extra` for a type that the web app knows."""
    return {TYPESCRIPT: name}


def maybe(
    description: str | None = None, *, typescript: str | None = None, alias: str | None = None
) -> Any:
    """Return the default of a field that may be lacking, whatever its type."""
    more = typed(typescript) if typescript else None
    return Field(None, description=description, json_schema_extra=more, alias=alias)


def known(*models: type[BaseModel]) -> None:
    """Take models among those that are described; raise ValueError for two of one name."""
    for model in models:
        if MODELS.setdefault(model.__name__, model) is not model:
            raise ValueError(f"two answers are called {model.__name__}")


def answers(model: type[BaseModel], *statuses: int) -> dict[str, Any]:
    """Return what the OpenAPI document says of a route's answers: of those that go well (200 if not
    said otherwise), and of refusals."""
    known(model)
    ok = {"description": "Done", "content": {"application/json": {"schema": _ref(model)}}}
    return {"responses": {**dict.fromkeys(statuses or (200,), ok), **PROBLEMS}}


def components() -> dict[str, Any]:
    """Return the schemas of all models, by name; raise ValueError for two of one name."""
    wanted: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (model, "serialization") for _, model in sorted(MODELS.items())
    ]
    _, found = models_json_schema(wanted, ref_template=REF)
    schemas: dict[str, Any] = found["$defs"]
    for name in schemas:
        if "__" in name:
            raise ValueError(f"two answers are called {name.rpartition('__')[2]}")
    return schemas


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": REF.format(model=model.__name__)}


def _problem(text: str) -> dict[str, Any]:
    return {"description": text, "content": {"application/problem+json": {"schema": _ref(Problem)}}}


class FieldProblem(Answer):
    """What is wrong with a field of what was sent."""

    model_config = ConfigDict(extra="allow")

    field: str
    message: str


class TwoNames(Answer):
    """What the rows are called that two values point to, as far as one may see them."""

    yours: str | None
    theirs: str | None


class ConflictField(Answer):
    """A field that another wrote meanwhile; null for the row as a whole."""

    table: str
    id: int
    field: str | None
    yours: Any
    theirs: Any
    by: str
    version: int = maybe("Of their change.")
    at: str | None = maybe("When it was made.")
    name: str = maybe("What the row is called.")
    kind: str | None = maybe("Of the field.")
    names: TwoNames = maybe()
    base: Any = maybe("Of a merge: the value from which both went on.")
    task_id: int | None = maybe("Of a merge: the task that it is about.")


class Problem(Answer):
    """An RFC 9457 problem."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = maybe()
    fields: list[ConflictField] = maybe()


known(Problem)
PROBLEMS = {
    401: _problem("Nobody is signed in"),
    403: _problem("Not allowed"),
    404: _problem("Not there, or not to be seen"),
    409: _problem("Changed by someone else meanwhile"),
    422: _problem("Not usable as it is; `errors` names the fields"),
}

__all__ = [
    "MODELS",
    "Answer",
    "Field",
    "Problem",
    "answers",
    "components",
    "known",
    "maybe",
    "typed",
]
