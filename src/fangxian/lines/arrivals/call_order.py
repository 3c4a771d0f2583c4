"""Why somebody is called before others, in words: what the order rests on and nothing else."""

from __future__ import annotations

from fangxian.kernel import clock
from fangxian.kernel.text import Text
from fangxian.lines.arrivals.calling import ToAsk, Why


def why_now(one: ToAsk) -> Text:
    """名单地点约占当地 3%(按村、社区数) · 停留 5 天中 4 天在列 · 去过 2 次 · 若属实管到 05-17."""
    why = one.why or Why()
    said = [*_likely(one, why), *_clock(one, why)]
    return Text(" · ".join(part.zh for part in said), " · ".join(part.en for part in said))


def _likely(one: ToAsk, why: Why) -> list[Text]:
    if one.kind == "listed":
        return _listed(one, why)
    if why.meant:
        return [
            Text(
                f"这个名字有 {why.meant} 处,可能是最重的一处",
                f"the name has {why.meant} places, of which the gravest may be meant",
            )
        ]
    return [
        Text(
            "去过哪里还不知道,在问清之前是待核",
            "where they were is not known: to be verified until asked",
        )
    ]


def _listed(one: ToAsk, why: Why) -> list[Text]:
    part = "不到 1%" if why.share < 0.01 else f"约 {why.share:.0%}"
    part_en = "under 1%" if why.share < 0.01 else f"about {why.share:.0%}"
    by, by_en = (
        ("的人口", "of the people") if one.by_people else ("(按村、社区数)", "(by villages)")
    )
    said = [
        Text(f"名单地点占当地{part}{by}", f"listed: {part_en} of the place {by_en}"),
        Text(
            f"停留 {why.days} 天,{max(why.overlap, 1)} 天在列",
            f"{max(why.overlap, 1)} of {why.days} days there were listed",
        ),
    ]
    if why.visits > 1:
        said.append(Text(f"去过 {why.visits} 次", f"there {why.visits} times"))
    return said


def _clock(one: ToAsk, why: Why) -> list[Text]:
    if why.until is None:
        return []
    day, left = clock.said(why.until), (why.until - clock.today()).days
    if one.kind != "listed":
        return [Text(f"最长可能管到 {day}", f"could matter until {day}")]
    if left < 0:
        return [Text(f"若属实也已于 {day} 期满", f"even if so it was over on {day}")]
    return [
        Text(f"若属实管到 {day},还剩 {left} 天", f"if so it runs until {day}, {left} days left")
    ]
