"""A page as a browser reads it: the lines into which a template is laid say nothing."""

from __future__ import annotations

import re


def flat(html: str | bytes) -> str:
    """Without line breaks between tags and text, with one blank for one within a text or a tag."""
    text = html.decode() if isinstance(html, bytes) else html
    return "".join(map(_laid, re.split(r"(<[^>]+>)", text)))


def _laid(part: str) -> str:
    if part.startswith("<"):
        return re.sub(r"\s*(/?>)$", r"\1", re.sub(r"\s+", " ", part))
    edges = re.sub(r"^\s*\n\s*|\s*\n\s*$", "", part)
    return re.sub(r"\s*\n\s*", " ", edges)
