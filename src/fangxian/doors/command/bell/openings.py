"""Where a message leads: the thing itself, or the list in which its things stand."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from fangxian.ground.notices import api as notices

SECTIONS = {
    "issued": "",
    "escalated": "overdue",
    "sent_back": "",
    "urged": "overdue",
}  # of one's own work
PAGES = {  # subject → the page that has it
    "access.grant": "staff",
    "codes.manual": "codes_report",
    "codes.alarm": "codes_report",
    "screening.override": "overrides",
    "checkpoints.crossing": "checkpoints",
    "policy.enactment": "policy",
}


def opening(row: notices.InboxRow) -> str:
    """The address of what a message is about."""
    if row.subject == notices.INSTRUCTION:
        return _instructions(row)
    return reverse(PAGES.get(row.subject, "notices"))


def _instructions(row: notices.InboxRow) -> str:
    if len(row.numbers) == 1:
        return reverse("instruction", args=[row.numbers[0]])
    if row.kind == "refused":
        return f"{reverse('work_list')}?{urlencode({'stages': 'refused'})}"
    section = SECTIONS.get(row.kind, "")
    return reverse("work") + (f"?{urlencode({'section': section})}" if section else "")
