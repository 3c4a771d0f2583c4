"""Operations of two people: both parts from one hand ring, and so do a password that was set by another,
an account that strangers try, a listing as wide as a county by one hand, and an import taken back that
restricted people."""

from __future__ import annotations

from fangxian.ground.access import reactions as access
from fangxian.kernel.kept import kept
from fangxian.kernel.verb import PartTaken
from fangxian.lines.arrivals import reactions as arrivals
from fangxian.lines.codes import reactions as codes
from fangxian.lines.zones import reactions as zones

HOW = {
    "device": kept(
        "两人办理出自同一设备:{who}({subject})",
        "both parts of an operation of two came from one device: {who} ({subject})",
    ),
    "address": kept(
        "两人办理出自同一网络地址:{who}({subject})",
        "both parts of an operation of two came from one network address: {who} ({subject})",
    ),
}
WHAT = {
    "password_reset": kept("密码被重置", "the password was set by another"),
    "factor_reset": kept("两步验证被清除", "the second factor was cleared"),
    "token_issued": kept("签发了接口令牌", "a token for the interface was issued"),
}
AREA = {
    "entered": kept("手工登记风险区", "risk area entered by hand"),
    "ended": kept("手工解除风险区", "risk area ended by hand"),
    "placed": kept("手工给地名定位", "name placed by hand"),
    "listed": kept("名单导入风险区", "risk area by a list"),
    "redated": kept("名单改风险区起止日", "days of a risk area changed by a list"),
    "summed": kept(
        "一人一天内登记的风险区合计过半县", "one hand entered more than half of a county in a day"
    ),
    "left_out": kept("名单不再列的风险区", "risk area left out by a list"),
    "kept": kept(
        "区划有变,下列地名仍在原处,须手工定位",
        "divisions changed; these names keep their place until placed by hand",
    ),
    "freed": kept(
        "一天内在命令行逐处解除的风险区合计过半县",
        "more than half of a county freed in a day on the terminal",
    ),
}
TRIED = kept(
    "{name}:一小时内多处多次登录失败,有人在试这个账号的密码",
    "{name}: many failed sign-ins from several places within an hour; somebody tries its password",
)
DONE_BY = kept("{what}:{shown}(经办 {by})", "{what}: {shown} (by {by})")
IMPORT_UNDONE = kept(
    "撤销第 {batch} 次导入,涉及 {count} 人的限制:{why}",
    "import {batch} was undone; it restricted {count}: {why}",
)
KINDS = {"password_reset": "password", "factor_reset": "factor", "token_issued": "token"}


def compare_parts(told: PartTaken) -> None:
    access.compare_parts(told)


def ring_same_hands(told: access.SameHands) -> None:
    names = access.names_of(told.account_ids)
    who = "、".join(names.get(pk, "?") for pk in told.account_ids)
    codes.ring(told.how, told.subject, HOW[told.how].format(who=who, subject=told.subject))


def ring_tried(told: access.SignInsTried) -> None:
    """The owner signs in as ever from a device they used before; that somebody tries is told."""
    name = access.names_of([told.account_id]).get(told.account_id, "?")
    shown = TRIED.format(name=name)
    codes.ring("tries", f"access.account:{told.account_id}", shown, told.place)


def ring_handed_over(told: access.AccountHandedOver) -> None:
    """Only over grave power: the owner is told in any case, at the next sign-in."""
    if told.grave:
        name = access.names_of([told.account_id]).get(told.account_id, "?")
        shown = DONE_BY.format(what=name, shown=WHAT.get(told.what, told.what), by=told.by)
        codes.ring(KINDS[told.what], f"access.account:{told.account_id}", shown, told.place)


def ring_wide_area(told: zones.WideAreaByHand) -> None:
    """All who were in a county take another colour by it: headquarters and the auditor look."""
    shown = DONE_BY.format(what=AREA[told.what], shown=told.shown[:80], by=told.by)
    codes.ring("area", told.subject, shown)


def ring_undone(told: arrivals.ImportUndone) -> None:
    """Headquarters, its commander and the auditor read how many are free, or judged anew, by it."""
    if told.restricted:
        shown = IMPORT_UNDONE.format(batch=told.batch_id, count=told.restricted, why=told.why)
        codes.ring("freed", f"arrivals.batch:{told.batch_id}", shown, told.place)
