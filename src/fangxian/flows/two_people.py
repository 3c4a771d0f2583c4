"""Deeds of two people: both parts from one hand ring, and so do a password that was set by another,
an account that strangers try, a listing as wide as a county by one hand, and an import taken back that
restricted people."""

from __future__ import annotations

from fangxian.ground.access import api as access
from fangxian.kernel.verb import PartTaken
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.codes import api as codes
from fangxian.lines.zones import api as zones

HOW = {"device": "两人办理出自同一设备", "address": "两人办理出自同一网络地址"}
WHAT = {
    "password_reset": "密码被重置", "factor_reset": "两步验证被清除", "token_issued": "签发了接口令牌",
}  # fmt: skip
AREA = {
    "entered": "手工登记风险区", "ended": "手工解除风险区", "placed": "手工给地名定位",
    "listed": "名单导入风险区", "redated": "名单改风险区起止日",
    "summed": "一人一天内登记的风险区合计过半县",
    "left_out": "名单不再列的风险区",
    "freed": "一天内在命令行逐处解除的风险区合计过半县",
}  # fmt: skip
KINDS = {"password_reset": "password", "factor_reset": "factor", "token_issued": "token"}


def compare_parts(told: PartTaken) -> None:
    access.compare_parts(told)


def ring_same_hands(told: access.SameHands) -> None:
    names = access.names_of(told.account_ids)
    who = "、".join(names.get(pk, "?") for pk in told.account_ids)
    codes.ring(told.how, told.subject, f"{HOW[told.how]}:{who}({told.subject})")


def ring_tried(told: access.SignInsTried) -> None:
    """The owner signs in as ever from a device they used before; that somebody tries is told."""
    name = access.names_of([told.account_id]).get(told.account_id, "?")
    shown = f"{name}:一小时内多处多次登录失败,有人在试这个账号的密码"
    codes.ring("tries", f"access.account:{told.account_id}", shown, told.place)


def ring_handed_over(told: access.AccountHandedOver) -> None:
    """Only over grave power: the owner is told in any case, at the next sign-in."""
    if told.grave:
        name = access.names_of([told.account_id]).get(told.account_id, "?")
        shown = f"{name}:{WHAT.get(told.what, told.what)}(经办 {told.by})"
        codes.ring(KINDS[told.what], f"access.account:{told.account_id}", shown, told.place)


def ring_wide_area(told: zones.WideAreaByHand) -> None:
    """All who were in a county take another colour by it: headquarters and the auditor look."""
    codes.ring("area", told.subject, f"{AREA[told.what]}:{told.shown[:80]}(经办 {told.by})")


def ring_undone(told: arrivals.ImportUndone) -> None:
    """Headquarters, its commander and the auditor read how many are free, or judged anew, by it."""
    if told.restricted:
        shown = f"撤销第 {told.batch_id} 次导入,涉及 {told.restricted} 人的限制:{told.why}"
        codes.ring("freed", f"arrivals.batch:{told.batch_id}", shown, told.place)
