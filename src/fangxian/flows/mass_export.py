"""Many people in clear by one hand within a day ring at headquarters and with the auditor."""

from __future__ import annotations

from fangxian.ground.policy import reactions as policy
from fangxian.kernel import clock, home
from fangxian.kernel.kept import kept
from fangxian.kernel.sent_in_clear import SentInClear, sent_lately
from fangxian.lines.codes import reactions as codes

MANY = kept(
    "一天内一人明文导出、打印或查看 {count} 人(警戒线 {most},经办 {name})",
    "in clear to one hand within a day: {count} people (line {most}; {name})",
)


def most() -> int:
    """How many people one hand is given in clear within a day before it rings."""
    return int(policy.setting(codes.ALARM_EXPORT, clock.today(), home.county()))


def ring_sent_in_clear(told: SentInClear) -> None:
    """Nobody is stopped: an office that prints orders in an outbreak goes on. Who watches reads it."""
    line, count = most(), sent_lately(told)
    if count <= line:
        return
    about = f"access.account:{told.account_id}" if told.account_id else f"terminal:{told.name}"
    codes.ring("export", about, MANY.format(count=count, most=line, name=told.name), told.place)
