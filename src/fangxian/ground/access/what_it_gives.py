"""What a grant lets its holder do, in few words: for the second officer, who answers for it too."""

from __future__ import annotations

from collections.abc import Iterable

from fangxian.ground.access import rules
from fangxian.kernel.text import Text

EVERYTHING = Text("全部权限", "everything")
LITTLE = Text("只看公开和汇总的内容", "only what is public, and counts")
GIVES: tuple[tuple[frozenset[str], Text], ...] = (
    (frozenset({"access.edit"}), Text("管账号和授权", "accounts and grants")),
    (
        frozenset({"people.reveal"}),
        Text("看姓名、号码、电话明文", "names, numbers and phones in clear"),
    ),
    (
        frozenset(
            {
                "arrivals.override_approve",
                "arrivals.override_propose",
                "codes.approve",
                "codes.decide_appeal",
                "codes.propose",
            }
        ),
        Text("改人的颜色和研判", "colours of people and decisions about them"),
    ),
    (frozenset({"policy.propose", "policy.enact"}), Text("提请、批准方案", "the law in force")),
    (
        frozenset({"zones.edit", "zones.import", "places.import"}),
        Text("改风险区和区划", "risk areas and divisions"),
    ),
    (frozenset({"people.merge"}), Text("合并人员档案", "records made one")),
    (frozenset({"codes.rotate_keys"}), Text("换签码密钥", "the keys that sign codes")),
    (rules.OF_PEOPLE, Text("看、办辖区内人员的事", "the people of the place: to see and work on")),
    (rules.AT_A_SITE, Text("在卡口、场所查验", "checks at barriers and doors")),
)


def what_it_gives(permissions: Iterable[str]) -> Text:
    held = frozenset(permissions)
    if "*" in held:
        return EVERYTHING
    some = [said for powers, said in GIVES if powers & held] or [LITTLE]
    return Text("、".join(one.zh for one in some), ", ".join(one.en for one in some))
