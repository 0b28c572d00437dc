"""Elements of an MSPDI file as they are written: their children in order, with text that XML can hold."""

from __future__ import annotations

import re

from lxml import etree

from headway.exchange import mspdi_codes as codes
from headway.exchange.mspdi_codes import duration_of
from headway.scheduling.moments import to_iso

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ALL_DAY = 1440


class Element:
    """An element to which children with text are added in order; None adds nothing."""

    __slots__ = ("node",)

    def __init__(self, node: etree._Element) -> None:
        self.node = node

    def put(self, name: str, value: str | int | bool | None) -> None:
        """Add a child with a value."""
        if value is None:
            return
        child = etree.SubElement(self.node, f"{{{codes.NAMESPACE}}}{name}")
        if isinstance(value, bool):
            child.text = "1" if value else "0"
        else:
            child.text = ILLEGAL.sub("", str(value))

    def moment(self, name: str, value: int | None) -> None:
        """Add a child with a moment."""
        self.put(name, to_iso(value))

    def minutes(self, name: str, value: int | None) -> None:
        """Add a child with a duration."""
        self.put(name, None if value is None else duration_of(value))

    def clock(self, name: str, minute: int) -> None:
        """Add a child with a time of day; midnight at the end of a day is 00:00."""
        hour, rest = divmod(minute % ALL_DAY, 60)
        self.put(name, f"{hour:02d}:{rest:02d}:00")

    def open(self, name: str) -> Element:
        """Add a child and return it."""
        return Element(etree.SubElement(self.node, f"{{{codes.NAMESPACE}}}{name}"))
