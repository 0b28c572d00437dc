"""What is wrong with a value that its type does not take, in our words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.words import mark, say

WORDS = {
    "missing": mark("It is missing."),
    "extra_forbidden": mark("There is no such field."),
    "string_type": mark("It must be text."),
    "int_type": mark("It must be a whole number."),
    "int_parsing": mark("It must be a whole number."),
    "int_from_float": mark("It must be a whole number."),
    "int_parsing_size": mark("It is too large."),
    "float_type": mark("It must be a number."),
    "float_parsing": mark("It must be a number."),
    "finite_number": mark("It must be a finite number."),
    "bool_type": mark("It must be true or false."),
    "bool_parsing": mark("It must be true or false."),
    "list_type": mark("It must be a list."),
    "dict_type": mark("It must be an object."),
    "model_type": mark("It must be an object."),
    "model_attributes_type": mark("It must be an object."),
    "none_required": mark("It must be null."),
    "literal_error": mark("It must be {expected}."),
    "enum": mark("It must be {expected}."),
    "greater_than": mark("It must be greater than {gt}."),
    "greater_than_equal": mark("It must be at least {ge}."),
    "less_than": mark("It must be less than {lt}."),
    "less_than_equal": mark("It must be at most {le}."),
    "string_too_short": mark("It must have at least {min_length} characters."),
    "string_too_long": mark("It must have at most {max_length} characters."),
    "too_short": mark("It must have at least {min_length} entries."),
    "too_long": mark("It must have at most {max_length} entries."),
    "json_invalid": mark("It is no JSON."),
}
"""Sentences by pydantic's kinds of error, whose values they name."""


def told(error: Mapping[str, Any]) -> str:
    """Return what is wrong, of one of pydantic's errors; what has no sentence here stays as it is."""
    kind = error["type"]
    if kind in WORDS:
        return say(WORDS[kind], **error.get("ctx", {}))
    text = str(error["msg"]).removeprefix("Value error, ")
    return say(text)
