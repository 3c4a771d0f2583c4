"""The steps of the set-up, in the order in which they are taken."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Step:
    """`needed`: without it no instruction finds its unit, so it cannot be put off."""

    key: str
    name: Text
    why: Text
    needed: bool = False


STEPS = (
    Step(
        "county",
        Text("选定本县", "The county"),
        Text("乡镇和村随系统附带,选了就有。", "Its townships and villages come with it."),
        needed=True,
    ),
    Step(
        "divisions",
        Text("乡镇、村与网格", "Townships, villages, grids"),
        Text("核对名称,划网格。", "Check the names, draw the grids."),
        needed=True,
    ),
    Step(
        "units",
        Text("指挥部、专班与单位", "Headquarters, task forces, units"),
        Text("指令下给单位。", "Instructions go to units."),
        needed=True,
    ),
    Step(
        "accounts",
        Text("首批账号", "First accounts"),
        Text("指挥长与账号管理员是两个人。", "The chief and the account officer are two people."),
        needed=True,
    ),
    Step(
        "factors",
        Text("两步验证", "Second factors"),
        Text("各人自己登录、改密码、设置。", "Each signs in, changes the password and sets it up."),
    ),
    Step(
        "roster",
        Text("值守名册", "Duty roster"),
        Text("没有人在岗,指令没有人办。", "Where nobody holds a post nobody acts."),
    ),
    Step(
        "households",
        Text("户籍底册", "Households"),
        Text("同户的人、包联和网格由此而来。", "Who lives together, and in which grid."),
    ),
    Step(
        "policy",
        Text("现行方案", "The edition in force"),
        Text("按它研判来返人员。", "Arrivals are decided by it."),
    ),
    Step(
        "checkpoints",
        Text("卡口", "Checkpoints"),
        Text("出口、车站、要道。", "Motorway exits, stations, roads."),
    ),
    Step(
        "phones",
        Text("公开电话", "Public phones"),
        Text("印在告知书上,居民打这个电话。", "Printed on notices; residents call it."),
    ),
    Step(
        "sender",
        Text("短信怎么发", "How messages go out"),
        Text("居民登录的验证码由此发出。", "Residents' one-time passwords go by it."),
    ),
)
KEYS = {step.key: step for step in STEPS}
