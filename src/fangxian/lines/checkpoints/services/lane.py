"""What else happens at a barrier: antigen tests, trucks, disinfection, hand-over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fangxian.ground.people import api as people
from fangxian.kernel import audit, crypto
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb
from fangxian.lines.checkpoints.models import (
    AntigenTest,
    Crossing,
    Disinfection,
    HandOver,
    TruckWait,
)
from fangxian.lines.checkpoints.queries.sites import place_of
from fangxian.lines.checkpoints.rules import latest_word, plain_plate, word

RECORD = "checkpoints.record"
PHONE = "checkpoints.phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class TestTold:
    """A test begun, or read: `result` negative | positive | invalid. `crossing`: client id."""

    event: UUID
    at: datetime
    crossing: UUID
    started_at: datetime | None = None
    result: str = ""
    read_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TruckTold:
    """A truck in its lane, and who fetches it; told again when it was fetched."""

    event: UUID
    at: datetime
    checkpoint_id: int
    plate: str
    queued_at: datetime
    company: str = ""
    fetched_by: str = ""
    phone: str = ""
    fetched_at: datetime | None = None


def _place_of_tested(told: TestTold) -> str | None:
    """Where somebody crossed; None of a crossing that has not come in yet, whose id only the phone
    knows that made it."""
    rows = Crossing.objects.filter(client_id=told.crossing or UUID(int=0))
    return rows.values_list("checkpoint__place", flat=True).first()


@verb(
    needs=RECORD, words=Text("登记抗原", "recorded a test"), at=lambda told: _place_of_tested(told)
)
def tell_test(told: TestTold, *, by: Actor) -> bool:
    """One test a crossing, told where it was crossed; what is said later stands, in whatever
    order it comes. Returns whether that crossing is known by now: else nobody can say whose it is."""
    row, _ = AntigenTest.objects.select_for_update().get_or_create(crossing=told.crossing)
    row.said = latest_word(
        row.said,
        {"started": _iso(told.started_at), "result": told.result, "read": _iso(told.read_at)},
        told.at,
        str(told.event),
    )
    row.started_at, row.read_at = _moment(row.said, "started"), _moment(row.said, "read")
    row.result = word(row.said, "result") or ""
    row.save()
    audit.note(subject=f"checkpoints.test:{told.crossing}", result=row.result)
    return Crossing.objects.filter(client_id=told.crossing).exists()


@verb(
    needs=RECORD,
    words=Text("登记货车", "recorded a truck"),
    at=lambda told: place_of(told.checkpoint_id),
)
def tell_truck(told: TruckTold, *, by: Actor) -> None:
    """A truck waits, or was fetched (人等车、不让车等人). PlateMissing."""
    plate = plain_plate(told.plate)
    row, _ = TruckWait.objects.select_for_update().get_or_create(
        checkpoint_id=told.checkpoint_id, plate=plate, queued_at=told.queued_at
    )
    phone = crypto.seal(told.phone, about=PHONE).hex() if told.phone else ""
    fresh = {
        "company": told.company[:120],
        "fetched_by": people.tidy_name(told.fetched_by)[: people.NAME_LETTERS],
        "phone": phone,
        "fetched": _iso(told.fetched_at),
    }
    row.said = latest_word(row.said, fresh, told.at, str(told.event))
    row.company, row.fetched_by = (
        word(row.said, "company") or "",
        word(row.said, "fetched_by") or "",
    )
    row.fetched_at = _moment(row.said, "fetched")
    row.save()
    audit.note(subject=f"checkpoints.truck:{row.pk}")


@verb(
    needs=RECORD,
    words=Text("登记消毒", "recorded disinfection"),
    at=lambda checkpoint_id: place_of(checkpoint_id),
)
def disinfect(event: UUID, checkpoint_id: int, plate: str, at: datetime, *, by: Actor) -> None:
    """A vehicle was disinfected. PlateMissing."""
    Disinfection.objects.get_or_create(
        event=event,
        defaults={
            "checkpoint_id": checkpoint_id,
            "plate": plain_plate(plate),
            "at": at,
            "account_id": by.account_id,
        },
    )
    audit.note(subject=f"checkpoints.disinfection:{event}")


@verb(
    needs=RECORD,
    words=Text("交班", "handed over"),
    at=lambda checkpoint_id: place_of(checkpoint_id),
)
def hand_over(
    event: UUID, checkpoint_id: int, note: str, to: str, at: datetime, *, by: Actor
) -> None:
    """What the shift that leaves tells the one that comes."""
    HandOver.objects.get_or_create(
        event=event,
        defaults={
            "checkpoint_id": checkpoint_id,
            "note": note,
            "to": people.tidy_name(to)[: people.NAME_LETTERS],
            "at": at,
            "account_id": by.account_id,
        },
    )
    audit.note(subject=f"checkpoints.handover:{event}")


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(said: dict[str, object], field: str) -> datetime | None:
    text = word(said, field)
    return datetime.fromisoformat(text) if text else None
