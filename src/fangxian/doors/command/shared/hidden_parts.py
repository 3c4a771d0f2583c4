"""What somebody chose on a page about the hidden parts of a file (`hidden.html`)."""

from __future__ import annotations

from django.http import QueryDict

from fangxian.ground.intake import api as intake


def said(typed: QueryDict) -> intake.Hidden:
    """read | leave; None where nothing was chosen: then a file that hides something is refused."""
    chosen = typed.get("hidden", "")
    return "read" if chosen == "read" else "leave" if chosen == "leave" else None


def sheets(typed: QueryDict) -> tuple[str, ...]:
    """The ticked sheets; none where nobody ticked otherwise than the page did (`sheet_read`)."""
    ticked = typed.getlist("sheet")
    return () if ticked == typed.getlist("sheet_read") else tuple(ticked)
