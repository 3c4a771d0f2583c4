"""Who takes up a post and who leaves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet

from fangxian.ground.access import api as access
from fangxian.ground.duty import errors, queries
from fangxian.ground.duty.events import HolderUnseated
from fangxian.ground.duty.models import Charge, Holding, Post
from fangxian.kernel import audit, clock, crypto, outbox
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

EDIT = "duty.edit"


@dataclass(frozen=True)
class Holder:
    """Somebody who takes up a post; known by an account, a person's file, or a phone."""

    name: str
    account_id: int | None = None
    person_id: int | None = None
    phone: str = ""


def holder_key(holder: Holder, phone: str, unit_id: int) -> str:
    """The same for the same holder everywhere; `phone` in national digits."""
    if holder.account_id:
        return f"account:{holder.account_id}"
    if holder.person_id:
        return f"person:{holder.person_id}"
    if phone:
        return f"phone:{crypto.blind_index(phone, about='duty.holder').hex()}"
    return f"name:{unit_id}:{crypto.blind_index(holder.name, about='duty.holder').hex()}"


@verb(
    needs=EDIT, words=Text("安排在岗", "seated"), at=lambda post_id: queries.place_of_post(post_id)
)
def seat(
    post_id: int,
    holder: Holder,
    since: date | None = None,
    until: date | None = None,
    *,
    by: Actor,
) -> int:
    """Put somebody on a post from `since` (default today) to `until`, both included.
    Returns the holding's id; the same said twice is one holding."""
    since = since or clock.today()
    if not holder.name.strip():
        raise errors.NameMissing
    if until and until < since:
        raise errors.PeriodReversed(since=since, until=until)
    post = _locked_post(post_id)
    phone = access.read_phone(holder.phone)
    key = holder_key(holder, phone, post.unit_id)
    same = Holding.objects.filter(post=post, holder_key=key, since=since, until=until).first()
    if same:
        return same.pk
    made = Holding(
        post=post,
        holder_name=holder.name.strip(),
        holder_key=key,
        account_id=holder.account_id,
        person_id=holder.person_id,
        phone_sealed=access.seal_phone(phone),
        single=post.single,
        since=since,
        until=until,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as overlap:
        present = queries.overlapping(post, key, since, until)
        raise errors.SeatTaken(title=post.title, holder=present) from overlap
    audit.note(subject=f"duty.holding:{made.pk}", person_ids=_ids(holder.person_id))
    return made.pk


@verb(
    needs=EDIT,
    words=Text("离岗", "unseated"),
    at=lambda holding_id: queries.place_of_holding(holding_id),
)
def unseat(holding_id: int, last_day: date | None = None, *, by: Actor) -> None:
    """End a holding after `last_day` (default: yesterday, so that today is free for a
    successor), and what it was charged with. One that had not begun is taken away."""
    held = Holding.objects.select_for_update(of=("self",)).select_related("post").get(pk=holding_id)
    last = last_day or clock.today() - timedelta(days=1)
    end_after(Charge.objects.filter(holding=held), last)
    end_after(Holding.objects.filter(pk=held.pk), last)
    audit.note(
        subject=f"duty.holding:{holding_id}",
        person_ids=_ids(held.person_id),
        post=held.post_id,
        last_day=str(last),
    )
    outbox.emit(
        HolderUnseated(
            holding_id=holding_id,
            unit_id=held.post.unit_id,
            account_id=held.account_id,
            last_day=last,
        ),
        actor=by.name,
    )


@verb(
    needs="people.reveal",
    words=Text("显示值班电话", "showed a phone"),
    at=lambda holding_id: queries.place_of_holding(holding_id),
)
def reveal_duty_phone(holding_id: int, purpose: str, *, by: Actor) -> str:
    """A holder's phone in the clear, with the reason in the audit; "" when none is kept."""
    held = Holding.objects.get(pk=holding_id)
    audit.note(
        subject=f"duty.holding:{holding_id}", person_ids=_ids(held.person_id), purpose=purpose
    )
    return access.open_phone(held.phone_sealed)


def end_after(rows: QuerySet[Charge] | QuerySet[Holding], last: date) -> None:
    """Cut dated rows at their last day; rows that only begin later never took effect."""
    begun: QuerySet[Model] = rows.filter(since__lte=last)
    begun.exclude(until__lte=last).update(until=last)
    rows.filter(since__gt=last).delete()


def _locked_post(post_id: int) -> Post:
    post = Post.objects.select_for_update().filter(pk=post_id, closed_on=None).first()
    if post is None:
        raise NotFound(what=Text("岗位", "The post"))
    return post


def _ids(person_id: int | None) -> list[int]:
    return [person_id] if person_id else []
