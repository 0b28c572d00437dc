"""`headway check`: whether the place is in order."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from headway.cli.place import open_place

if TYPE_CHECKING:
    from headway.operations.checkup import Finding


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""


def run(given: argparse.Namespace) -> int:
    """Print what each check found; 1 if any found something wrong."""
    open_place(migrate=False)
    from headway.operations.checkup import Finding, check
    from headway.server.app import web_root

    found = check()
    built = (web_root() / "index.html").is_file()
    found.append(
        Finding("web app", built, str(web_root()) if built else "not built: run `make setup`")
    )
    found.append(_java())
    for finding in found:
        print(f"{'ok  ' if finding.good else 'BAD '} {finding.name}: {finding.text}")
    return 0 if all(finding.good for finding in found) else 1


def _java() -> Finding:
    from headway.exchange.bridge import java_library
    from headway.operations.checkup import Finding

    try:
        return Finding("java", True, java_library())
    except (ImportError, StopIteration, OSError):
        return Finding("java", False, "none: .mpp and Primavera files cannot be read")
