"""不是我: the place that has the person finds out which phone is theirs."""

from __future__ import annotations

from fangxian.flows.claiming import SUBJECT, over
from fangxian.flows.dispatch import NO_DISEASE, Dispatch
from fangxian.ground.people import reactions as people
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.kept import kept
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import reactions as arrivals

CHECKED = kept("电话已当面核对", "the phone was checked face to face")
ASK = Text(
    "有人用此人登记的手机号登录后点了“不是我”,这个号码可能已经换人,不要再打这个号码通知此人。"
    "号码已经断开,不能再打开此人的码。请上门或经家人、网格员联系本人,当面核对证件,"
    "在档案页“核对电话”里登记现在的手机号。",
    "Somebody signed in with this person's phone and said “this is not me”: the number may have "
    "changed hands, so do not reach them by it. It is cut off. Find the person at the door or "
    "through family or the grid, look at the document, and write down the phone of now on their page.",
)


def check_cut_phone(fact: people.PhoneCut) -> None:
    """One check a person, however often it is said before the phone is checked. Nothing when no
    policy is in force or the county has no unit yet."""
    dispatch, person = Dispatch(clock.today()), fact.person_id
    place = arrivals.record_place([person]).get(person, "")
    name = people.names_of([person]).get(person, "")
    order = dispatch.order(
        place,
        disease=NO_DISEASE,
        kind=tasks.PHONE_CHECK,
        subject=f"{SUBJECT}{person}",
        reason_key=_key(fact.mark),
        body=ASK,
        title=Text(
            f"{name}:核实电话(手机号可能已换人)", f"{name}: find their phone, it may be another's"
        ),
        person_id=person,
        uncertain=True,
    )
    if order:
        tasks.issue_many([order], by=SYSTEM)


def settle_checked_phone(fact: people.PhoneConfirmed) -> None:
    """Whose phone was written down with their document is asked for it no more."""
    over([f"{SUBJECT}{fact.person_id}"], tasks.PHONE_CHECK, CHECKED)


def _key(mark: str) -> str:
    """Short enough for a reason, whose phone and when still in it."""
    phone, _, moment = mark.partition(" ")
    return f"cut:{phone[:16]} {moment[:26]}"
