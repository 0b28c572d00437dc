"""Names of files as people may give them, made harmless. Pure."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
NAMELESS = "file"
UNUSABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
"""What a path, a header or a shell would read otherwise, and what Windows refuses."""


def sanitised(name: str) -> str:
    """Return a name for a file: its last part without a path, composed (NFC), without control and
    direction characters, at most LONGEST characters long with its ending kept; never empty."""
    last = re.split(r"[\\/]", name)[-1]
    text = unicodedata.normalize("NFC", last.encode("utf-8", "ignore").decode("utf-8"))
    # Marks of direction could make "exe.png" of "gnp.exe".
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    text = UNUSABLE.sub("_", text).strip().strip(".").strip()
    if len(text) > LONGEST:
        stem, dot, ending = text.rpartition(".")
        ending = f".{ending}" if dot and 0 < len(ending) <= 20 else ""
        text = f"{(stem if ending else text)[: LONGEST - len(ending)]}{ending}"
    return text or NAMELESS
