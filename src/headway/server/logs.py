"""Lines of the log: what opens a link stands in none of them."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"(/update(?:-links)?/)[^\s'\"?]+")


class Plain(logging.Formatter):
    """Writes a line without the tokens of links: whoever reads the log could answer by them."""

    def format(self, record: logging.LogRecord) -> str:
        return _TOKEN.sub(r"\1…", super().format(record))
