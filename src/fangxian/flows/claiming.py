"""Claims → one task for the place that has the person, and 待核 on the code where the claim asks for
more than what stands. Never more than that: no measure, no other village, nothing lower."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fangxian.flows.dispatch import Dispatch, of_disease
from fangxian.flows.instructing import instruct
from fangxian.flows.one_card import PERSON, being_verified, days_of, to_ask_along
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.codes import reactions as codes
from fangxian.lines.screening import reactions as screening

CLAIM = tasks.CLAIM  # the kind of the task, and the origin of the standing
SUBJECT = PERSON
SOON = 1
TOGETHER = kept(
    "与行程核实是同一件事,并入那张指令一并问清",
    "the same matter as the itinerary; asked along with that instruction",
)
TAKEN_BACK = kept("所依据的采信已撤回", "the acceptance that it rested on was taken back")
ANSWERED = kept("待核的填报已处理", "the claim was dealt with")
OVER = kept(
    "待核的填报逾期没有人核实,已失效", "nobody verified the claim in time; it counts no more"
)
FIND_OUT = Text(
    "有人填报了此人的行程,与登记的不一致,填报人没有证明是本人。登记内容、管控措施和去向都没有改;填报更重的,码先显示待核。"
    "请先打电话或入户问清是不是真的,再到此人的档案页“待核填报”里采信或不采信,并写明怎样核实的。",
    "Somebody filed a journey of this person that differs from the record, without proof of who "
    "they are. Record, measures and destination stand unchanged. First find out by phone or at "
    "the door whether it is so; then accept it or set it aside under “Claims” in the file, and say how.",
)
HAND_OVER = Text(
    "别处的单位填报了此人并请求接收。此人登记在您这里,登记内容、管控措施和去向都没有改;填报更重的,码先显示待核。请联系对方和本人问清:"
    "人确实去了那里,就到此人的档案页“待核填报”里采信,此人随之转到那里;不是,就不采信,并写明怎样核实的。",
    "A unit elsewhere filed for this person and asks to have them. They are on record with you, and stand "
    "unchanged. Ask that unit and the person: if they did go there, accept it under “Claims” in the file, "
    "and they move; if not, set it aside, and say how you found out.",
)
WORDS = Text(
    "有一条与登记不一致的填报,正在核实。", "A filing that differs from the record is being checked."
)


def check_claims(fact: arrivals.ClaimMade) -> None:
    """One task a person, however many claims; told to whoever has the person now."""
    follow(arrivals.people_of_claims(fact.claim_ids))


def settle_claim(fact: arrivals.ClaimDecided) -> None:
    """What waits no more asks for nothing and raises nothing."""
    follow([fact.person_id], why=OVER if fact.state == "lapsed" else ANSWERED)


def ask_again(fact: arrivals.ClaimReopened) -> None:
    """What was decided about a claim was taken back: it asks again, and what was laid on the person
    because of a declaration that nothing else had made is void."""
    keys = [arrivals.declaration_key(number) for number in fact.withdrawn]
    if keys:
        tasks.withdraw_subjects(keys, TAKEN_BACK, by=SYSTEM)
        codes.lower_by_key(keys, arrivals.SCREENING, TAKEN_BACK, by=SYSTEM)
    follow([fact.person_id])


def ask_by_itself(fact: tasks.InstructionsActed | tasks.InstructionsWithdrawn) -> None:
    """What was asked along with an instruction that is reported or withdrawn is asked by itself, as
    long as it waits."""
    numbers = [number for one in fact.subjects if (number := arrivals.declaration_of(one))]
    follow(arrivals.people_waiting_with(numbers))


def weigh_all_again(fact: object) -> None:
    """The lists or the law changed: what was harmless may be grave now, and the reverse."""
    follow(arrivals.weigh_claims(by=SYSTEM))


def weigh_again(fact: screening.VerdictsChanged) -> None:
    """The record changed against which claims are weighed."""
    if fact.kind == arrivals.KIND:
        follow(arrivals.weigh_claims(fact.numbers, by=SYSTEM))


def turn_claims() -> None:
    """The day turned: what nobody found out in time lapses, the rest is weighed by the new day."""
    arrivals.lapse_claims(by=SYSTEM)
    follow(arrivals.weigh_claims(by=SYSTEM))


def follow(person_ids: Collection[int], why: str = ANSWERED) -> None:
    """Bring task and standing in step with the claims that wait about these people. One card a
    person and question: `one_card`."""
    if not person_ids:
        return
    dispatch, rows = Dispatch(clock.today()), arrivals.to_check(person_ids)
    along = _ask_along(person_ids, rows)
    orders = [
        order for row in rows if row.person_id not in along and (order := _order(row, dispatch))
    ]
    if orders:
        tasks.issue_many(orders, by=SYSTEM)
    raised = [made for row in rows if row.graver and (made := _standing(row, dispatch))]
    if raised:
        codes.raise_standings(raised, by=SYSTEM)
    free = sorted(set(person_ids) - {row.person_id for row in rows})
    over([f"{SUBJECT}{one}" for one in free], CLAIM, why)
    low = set(person_ids) - {row.person_id for row in rows if row.graver}
    codes.lower_standings(sorted(low), CLAIM, why, by=SYSTEM)


def _ask_along(person_ids: Collection[int], rows: Collection[arrivals.ToCheck]) -> frozenset[int]:
    """Let the instructions under way to verify these people's journeys say which claims are asked
    along, and end the cards of their own. Returns whose."""
    numbers = arrivals.declarations_of(person_ids)
    under_way = being_verified(numbers.values())
    along = {one for one in to_ask_along(rows) if numbers.get(one) in under_way}
    if under_way:
        instruct(arrivals.KIND, sorted(under_way))
    if along:
        subjects = [f"{SUBJECT}{one}" for one in sorted(along)]
        tasks.withdraw_subjects(subjects, TOGETHER, kinds=(CLAIM,), by=SYSTEM)
    return frozenset(along)


def over(subjects: Sequence[str], kind: str, why: str) -> None:
    """What a kind asks of these subjects is answered: where somebody reported it, that is checked and
    closed; nobody else need find it out."""
    if subjects:
        answered = tasks.settle_answered(subjects, kind=kind, by=SYSTEM)
        tasks.withdraw_subjects(subjects, why, kinds=(kind,), keep=answered, by=SYSTEM)


def _order(row: arrivals.ToCheck, dispatch: Dispatch) -> tasks.Order | None:
    """Nothing when no policy is in force or the county has no unit yet."""
    edition = dispatch.edition(row.place, row.disease)
    addressees = dispatch.addressees(edition, row.place) if edition else ()
    if edition is None or not addressees:
        return None
    days = days_of(row)
    coming = Text(f"填报的到达日期:{days.zh}。", f"Day of arrival as claimed: {days.en}.")
    lead = HAND_OVER if row.handover else FIND_OUT
    return tasks.Order(
        kind=CLAIM,
        subject=f"{SUBJECT}{row.person_id}",
        reason_key=f"claim:{row.first}",
        place=row.place,
        title=_title(row),
        body=Text(f"{lead.zh}\n{coming.zh}", f"{lead.en}\n{coming.en}"),
        addressees=addressees,
        because={**of_disease(edition, row.disease), "claim": row.first},
        terms=dispatch.terms(edition),
        ladder=dispatch.ladder(edition, row.place),
        person_id=row.person_id,
        priority=SOON,
        uncertain=True,
        origin_unit=dispatch.unit("headquarters", row.place),
    )


def _title(row: arrivals.ToCheck) -> Text:
    if row.handover:
        return Text(
            f"{row.name}:别处请求接收,请核实", f"{row.name}: asked for elsewhere, to be checked"
        )
    return Text(
        f"{row.name}:有未核实的填报,请核实", f"{row.name}: an unproven filing, to be checked"
    )


def _standing(row: arrivals.ToCheck, dispatch: Dispatch) -> codes.NewStanding | None:
    """待核 as the pack says it, never a colour that restricts; none where the pack has no such."""
    edition = dispatch.edition(row.place, row.disease)
    cited = edition.table.unverified if edition else None
    if cited is None:
        return None
    clause = {
        "document": cited.citation.document,
        "clause": cited.citation.clause,
        "mark": cited.citation.mark,
    }
    return codes.NewStanding(
        person_id=row.person_id,
        colour=cited.colour,
        reason=CLAIM,
        words=WORDS,
        clause=clause,
        source=f"arrivals.claim:{row.first}",
        origin=CLAIM,
        since=clock.now(),
        until=None,
        place=row.place,
        disease=row.disease,
        key=f"{SUBJECT}{row.person_id}",
    )
