"""The engine's documentation is true: what it says runs, and every public name says what it is."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest

import headway.scheduling

DOCS = Path(__file__).resolve().parent.parent.parent / "docs" / "engine"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
PICTURE = re.compile(r"^```(?:text)?\n.*?^```", re.MULTILINE | re.DOTALL)
ROOMS = ("earned_value", "levelling", "plan_check", "risk")


def modules() -> list[ModuleType]:
    """Every module of the engine that is not in a room of its own, and the rooms' doors."""
    names = [
        f"headway.scheduling.{m.name}" for m in pkgutil.iter_modules(headway.scheduling.__path__)
    ]
    return [headway.scheduling, *(importlib.import_module(name) for name in names)]


def public(module: ModuleType) -> dict[str, object]:
    """The names that a module gives: its `__all__`, else what it defines itself."""
    if hasattr(module, "__all__"):
        return {name: getattr(module, name) for name in module.__all__}
    return {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    }


def undocumented(name: str, value: object) -> list[str]:
    """The parts of a public name without words of their own."""
    doc = inspect.getdoc(value) or ""
    # What dataclasses write by themselves says nothing.
    found = [name] if not doc or doc.startswith(f"{name}(") else []
    if inspect.isclass(value):
        for part, inside in vars(value).items():
            told = inspect.isfunction(inside) or isinstance(inside, property)
            if told and not part.startswith("_") and not inspect.getdoc(inside):
                found.append(f"{name}.{part}")
    return found


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.__name__)
def test_every_public_name_has_a_docstring(module: ModuleType) -> None:
    assert module.__doc__
    missing = [
        part
        for name, value in public(module).items()
        if inspect.isclass(value) or inspect.isroutine(value)
        for part in undocumented(name, value)
    ]
    assert not missing


def test_rooms_say_what_they_give() -> None:
    for room in ROOMS:
        door = importlib.import_module(f"headway.scheduling.{room}")
        assert door.__all__ == sorted(
            door.__all__, key=lambda n: (not n.isupper(), n[0].islower(), n)
        )


def test_the_page_names_all_that_the_engine_gives() -> None:
    page = (DOCS / "README.md").read_text()
    assert [
        name for name in headway.scheduling.__all__ if f"`{name}" not in page and name not in page
    ] == []


def test_the_library_page_runs_as_it_stands() -> None:
    blocks = BLOCK.findall((DOCS / "library.md").read_text())
    assert len(blocks) >= 7
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "library.md", "exec"), names)


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda p: p.stem)
def test_every_page_has_a_picture(page: Path) -> None:
    assert PICTURE.search(page.read_text())
