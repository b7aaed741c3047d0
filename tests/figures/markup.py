"""Reads the markup that figures make."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def parse(markup):
    """The root element; malformed markup raises."""
    return ElementTree.fromstring(markup)  # our own markup


def words(markup):
    """Every text the drawing prints, in order."""
    return ["".join(text.itertext()) for text in parse(markup).iter(f"{SVG}text")]
