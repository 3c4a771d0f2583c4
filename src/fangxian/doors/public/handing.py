"""From what was typed to the cells of a filing, one filing a person."""

from __future__ import annotations

from collections.abc import Callable, Collection

from fangxian.doors.public import cells, stamps, whereabouts, words
from fangxian.doors.public.drafts import Draft
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor
from fangxian.lines.arrivals import pages as arrivals

KnownBy = Callable[[str], Collection[int]]  # phone → for whom it is proof, of this request


def declare(draft: Draft, known_by: KnownBy, *, by: Actor) -> tuple[str, ...]:
    """File everybody of a draft; the private keys of their receipts, in their order. The same
    draft handed in twice files the same filings, so it makes nothing new."""
    at = stamps.read(draft.get("stamp")) or clock.now()
    return tuple(
        arrivals.declare(
            {**person, **journey(draft), "filed_at": at.isoformat()},
            by=by,
            proven=known_by(person["phone"]),
        ).token
        for person in people_of(draft)
    )


def people_of(draft: Draft) -> list[dict[str, str]]:
    """Name, document and phone of each; who has no phone is reached over the first one."""
    first = draft.get("p0_phone") or draft.get("proxy_phone")
    return [
        {
            "name": one["name"],
            "document_type": one["type"] or "resident_id",
            "document_number": one["number"],
            "phone": one["phone"] or first,
        }
        for one in (draft.person(n) for n in draft.people)
    ]


def journey(draft: Draft) -> dict[str, str]:
    """The cells that everybody of a draft shares, by the fields of the arrivals ledger."""
    town, village = draft.get("town"), draft.get("village")
    sure = bool(town) and town != whereabouts.UNSURE
    overseas = draft.get("overseas")
    return {
        "origin": draft.get("origin"),
        "leaving": cells.day(draft.get("leaving")),
        "arrival": cells.day(draft.get("arrival")),
        "via": cells.stays(draft),
        "transport": draft.get("transport"),
        "vehicle": draft.get("vehicle"),
        "town": places.name_of(town) if sure else "",
        "village": places.name_of(village) if sure and village else "",
        "address": draft.get("address"),
        "overseas": {"yes": "是", "no": "否"}.get(overseas, ""),
        "entry": "" if overseas == "no" else cells.day(draft.get("entry")),
        "method": words.METHODS[draft.whom],
        "remark": _proxy(draft),
    }


def _proxy(draft: Draft) -> str:
    if draft.whom != "neighbour":
        return ""
    return f"代报人 {draft.get('proxy_name')} {draft.get('proxy_phone')}"
