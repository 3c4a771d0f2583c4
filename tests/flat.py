"""A page as a browser reads it: the lines into which a template is laid say nothing."""

from __future__ import annotations

import re


def flat(html: str | bytes) -> str:
    """Without the line breaks between tags, and with one blank between the attributes of a tag."""
    text = html.decode() if isinstance(html, bytes) else html
    parts = re.split(r"(<[^>]+>)", text)
    return "".join(
        re.sub(r"\s*(/?>)$", r"\1", re.sub(r"\s+", " ", part)) if part.startswith("<")
        else re.sub(r"\s*\n\s*", "", part)
        for part in parts
    )  # fmt: skip
