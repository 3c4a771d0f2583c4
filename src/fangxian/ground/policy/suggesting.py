"""What the text of a notice says, as suggestions beside the draft: title, number, dates, and a row
for each sentence that names people and a measure. What says anything of people or days and is not
understood is listed, never guessed. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fangxian.ground.policy.row_words import TESTS_IN

TITLE = re.compile(r"^.{2,60}(?:通告|公告|通知|政策|措施|规定|方案|管理)(?:.{0,12})$")
NUMBER = re.compile(r"[一-鿿]{2,14}[〔\[(（]\s*20\d\d\s*[〕\])）]\s*\d+\s*号|20\d\d年第\s*\d+\s*号")
DAY = re.compile(r"(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
SHORT_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日[^，。；]{0,4}?(?:以来|之后|以后|后|起)")
SENTENCE = re.compile(r"[。；;\n]+")
ITEM = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十\d]+[类条、.．)）]|[（(][一二三四五六七八九十\d]+[)）]|[①-⑳])\s*"
)
PEOPLE = re.compile(r"人员|来返|返[一-鿿]{0,2}|旅居史|入境|密接|密切接触者")
MEASURE = re.compile(
    r"(?:(\d+)\s*[天日](?:的)?(集中隔离|居家隔离|居家健康监测|健康监测|自我健康监测)"
    r"|(集中隔离|居家隔离|居家健康监测|健康监测|自我健康监测)(?:医学观察)?\s*(\d+)\s*[天日])"
)
BACK = re.compile(r"(?:抵达前|近|前)?\s*(\d+)\s*[天日]内")
WIDE = (
    ("township", re.compile(r"所在(?:的)?(?:乡镇|街道|镇)")),
    ("county", re.compile(r"所在(?:的)?(?:县|区)")),
    ("city", re.compile(r"所在(?:的)?(?:设区市|地市|市)")),
)
LEVEL = (("high", re.compile(r"高")), ("medium", re.compile(r"中")), ("low", re.compile(r"低")))
MATTERS = re.compile(r"隔离|监测|检测|核酸|劝返|红码|黄码|管控|赋码")


@dataclass(frozen=True)
class Suggested:
    """`head`: field → text. `rows`: the words of a row each (as a form holds them). `left`: the
    sentences that speak of people or measures and were not understood."""

    head: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...]
    left: tuple[str, ...]


def suggested(text: str) -> Suggested:
    year = _year(text)
    rows: list[Mapping[str, str]] = []
    left: list[str] = []
    for sentence in (one.strip() for one in SENTENCE.split(text)):
        row = _row(sentence, year)
        if row is not None:
            rows.append(row)
        elif len(sentence) > 4 and MATTERS.search(sentence):
            left.append(sentence)
    return Suggested(_head(text), tuple(rows), tuple(left))


def _year(text: str) -> int | None:
    found = DAY.search(text) or re.search(r"(20\d\d)", text)
    return int(found[1]) if found else None


def _head(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = next((line for line in lines[:5] if TITLE.match(line)), "")
    if title:
        found["title"], found["document"] = title, f"《{title.strip('《》')}》"
    if number := NUMBER.search(text):
        found["number"] = re.sub(r"\s", "", number[0])
    if since := re.search(rf"自?\s*{DAY.pattern}\s*(?:零时|0时)?\s*起", text):
        found["from"] = _day(*since.groups()[:3])
    if until := re.search(rf"(?:至|有效期至|截至)\s*{DAY.pattern}", text):
        found["to"] = _day(*until.groups()[:3])
    if lines and (last := DAY.fullmatch(lines[-1])):
        found["issued"] = _day(*last.groups())
        if len(lines) > 1 and len(lines[-2]) < 40 and lines[-2][-1] not in "。；":
            found["issuer"] = lines[-2]
    return {key: value for key, value in found.items() if value}


def _day(year: str | int, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _row(sentence: str, year: int | None) -> dict[str, str] | None:
    """A row where the sentence names who and a measure with its days; else None."""
    bare = ITEM.sub("", sentence)
    measures = list(MEASURE.finditer(bare))
    people = PEOPLE.search(bare)
    if not measures or not people or people.start() > measures[0].start():
        return None
    who = re.split(r"[，,:：]|一律|实施|实行|采取|落实|须|需|应|严格", bare[: measures[0].start()])[
        0
    ]
    who = re.sub(r"^(?:对于|对|凡是|凡)", "", who).strip()
    if not who:
        return None
    found = {"who": who, "clause": sentence[:60], "mark": "seen"}
    found |= _where(bare[: measures[0].start()], year)
    found["segments"] = " → ".join(_measure(one, bare, measures) for one in measures)
    return found


def _measure(one: re.Match[str], bare: str, all_: list[re.Match[str]]) -> str:
    days, name = one[1] or one[4], one[2] or one[3]
    after = [other.start() for other in all_ if other.start() > one.end()]
    tail = bare[one.end() : min(after, default=len(bare))]
    tests = TESTS_IN.search(tail)
    listed = re.search(r"第[\d、,，第天日和]+[天日]", tail)
    said = tests[1] if tests else f"{listed[0]}检测" if listed else ""
    return f"{name}{days}天" + (f"({said})" if said else "")


def _where(before: str, year: int | None) -> dict[str, str]:
    found: dict[str, str] = {}
    if re.search(r"境外|入境", before):
        return {"origin": "overseas", "clock_start": "entry"}
    if "风险" in before:
        said = before[: before.index("风险") + 2]
        levels = [code for code, word in LEVEL if word.search(said)]
        wide = next((code for code, word in WIDE if word.search(before)), "area")
        found |= {"origin": "listed", "levels": "、".join(levels), "widen": wide}
    if back := BACK.search(before):
        found["look_back_days"] = back[1]
    if (since := SHORT_DAY.search(before)) and year:
        found["since"] = _day(year, since[1], since[2])
    return found
