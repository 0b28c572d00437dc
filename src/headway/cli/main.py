"""Entry of the `headway` command: finds the command's module, runs it, turns errors into codes.

Exit code 0 done, 2 bad input (the message on stderr names what is wrong), 1 our fault.
"""

from __future__ import annotations

import argparse
import importlib
import keyword
import os
import sys
import traceback
from collections.abc import Sequence

from headway.changes.errors import Refused

COMMANDS: dict[str, str] = {
    "serve": "Serve everything on one port",
    "worker": "Deliver the outbox and carry out long runs in a process of its own",
    "demo": "Make the demo workspace, or reset it",
    "user": "Create accounts and sign-in links",
    "token": "Create API tokens",
    "import": "Import a project file",
    "export": "Write a project to a file",
    "convert": "Turn a project file into another format",
    "schedule": "Schedule a project file and print the dates",
    "track": "Compare a plan with its baseline: slipping, late, nearly critical, scope",
    "level": "Level resources: a project file, a live project, or a PSPLIB instance",
    "risk": "Simulate a plan under uncertainty",
    "forecast": "Forecast from throughput: how many by when, when for how many",
    "earned-value": "Measure earned value and earned schedule of a plan",
    "plan-check": "Check a plan: the DCMA's 14 points and more",
    "why": "Say why a task is when it is",
    "finish-earlier": "Say where to cut a plan to finish earlier",
    "attribution": "Say which changes moved a project's finish, and whose they were",
    "scenario": "What-if scenarios of a project: list, create, compare, rebase, merge, drop",
    "command": "Change a project here by any command of the protocol, or preview it",
    "backup": "Write all data into one file",
    "restore": "Bring a backup back",
    "reindex": "Make the search index anew",
    "check": "Check that the place is in order",
}
"""The commands with one line of help. Each is the module of its name in `headway.cli`, hyphens as
underscores; where that is a word of Python, an underscore follows."""


def module_of(name: str) -> str:
    """Return the module that holds a command."""
    module = name.replace("-", "_")
    return f"headway.cli.{module}_" if keyword.iskeyword(module) else f"headway.cli.{module}"


class BadInput(Exception):
    """What was given cannot be used; the message says why and what would be right."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="headway", description="Self-hosted project management.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    wanted = next((a for a in given if not a.startswith("-")), None)
    for name, line in COMMANDS.items():
        sub = commands.add_parser(name, help=line, description=line)
        if name == wanted:
            module = importlib.import_module(module_of(name))
            module.add(sub)
            at_once = arguments is None and getattr(module, "LEAVES_AT_ONCE", False)
            sub.set_defaults(run=module.run, at_once=at_once)
    chosen = parser.parse_args(given)
    try:
        code = int(chosen.run(chosen))
        if chosen.at_once:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
        return code
    except (BadInput, Refused) as error:
        print(f"headway: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except Exception:
        traceback.print_exc()
        return 1


if __name__ == "__main__":
    # By its own name, so that there is one BadInput: the commands import it from here.
    sys.exit(importlib.import_module("headway.cli.main").main())
