"""XML from outside, read so that it cannot do harm: no entities, no network, bounded."""

from __future__ import annotations

from lxml import etree

from headway.exchange.document import BadFile
from headway.words import mark, say

DOCTYPE = mark("this XML document declares a document type, which is not accepted")
MOST_BYTES = 100 * 1024 * 1024


def parse(data: bytes) -> etree._Element:
    """Return the root of an XML document.

    Raises BadFile for a document type declaration (where entity bombs and external entities live),
    for too large and for malformed documents.
    """
    if len(data) > MOST_BYTES:
        raise BadFile(
            say("the file is larger than {most_bytes} MB", most_bytes=MOST_BYTES // 2**20)
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if b"<!DOCTYPE" in data[:65536]:
            raise BadFile(say(DOCTYPE)) from None
        raise BadFile(say("this is no well-formed XML: {msg}", msg=error.msg)) from None
    if root is None:
        raise BadFile(say("this XML document is empty"))
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # a parsed document has one
        raise BadFile(say(DOCTYPE))
    return root
