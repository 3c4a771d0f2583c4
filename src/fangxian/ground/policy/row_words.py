"""A row of a table in the words of its document, and back. What is not understood stays as it was
typed, so that lint names it: nothing is guessed into force. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fangxian.ground.policy.edition import Edition
from fangxian.ground.policy.linting_tables import COLUMNS as OF_ORIGIN
from fangxian.ground.policy.linting_tables import LISTED
from fangxian.ground.policy.wording import CLOCKS, COLUMNS, LEVELS, MARKS, WIDEN
from fangxian.kernel.text import Text

ORIGINS: Mapping[str, Text] = {
    "overseas": Text("境外入境", "From abroad"),
    "listed": Text("到过风险区", "Was in a risk area"),
    "place": Text("到过指定地方", "Was in a named place"),
    "any": Text("所有人", "Everybody"),
    "contact": Text("接触者", "Contact"),
}
CITY_KINDS: Mapping[str, Text] = {
    "prefecture_city": Text("设区市", "prefecture city"),
    "sub_provincial": Text("副省级市", "sub-provincial city"),
    "municipality": Text("直辖市", "municipality"),
    "prefecture": Text("地区州盟", "prefecture"),
    "province_run": Text("省直辖", "run by the province"),
}
MORE = {  # further words that documents use
    "origin": {"境外": "overseas", "入境": "overseas", "风险区": "listed", "名单": "listed"},
    "levels": {"高": "high", "中": "medium", "低": "low"},
    "widen": {
        "风险区": "area",
        "本身": "area",
        "乡镇": "township",
        "街道": "township",
        "镇": "township",
        "县": "county",
        "区": "county",
        "市": "city",
    },
    "clock_start": {"离开": "leaving", "抵达": "arrival", "到达": "arrival", "入境": "entry", "末次暴露": "last_exposure"},
    "mark": {"见原文": "seen", "原文": "seen", "自定": "local", "不清": "unclear", "未见原文": "known"},
}  # fmt: skip
BETWEEN = re.compile(r"[、,，;；\s]+")
SEGMENTS = re.compile(r"\s*(?:→|->|=>|\+|＋|;|；|\n|后转|再)\s*")
TESTS_IN = re.compile(r"[(（]([^()（）]*(?:检|采|核酸)[^()（）]*)[)）]")
NOTE_IN = re.compile(r"[\[【]([^\]】]*)[\]】]")
DAYS_IN = re.compile(r"(\d+)\s*[天日]")
OPEN = re.compile(r"[(（]?至(?:另行通知|通知为止)[)）]?")
EVERY = re.compile(r"每(?:隔)?\s*(\d+)\s*[天日](?:.*?第\s*(\d+)\s*[天日]起)?")
SOME = re.compile(r"(\d+)\s*[天日]内?\s*(\d+)\s*[次检](?:.*?(\d+)\s*小时)?")
LISTED_DAYS = re.compile(r"第?\s*(\d+(?:[天日]?\s*[、,，]\s*第?\d+)*)\s*[天日]?")
CHINESE = {"一": 1, "二": 2, "两": 2, "三": 3, "五": 5, "七": 7}


SAID_ALONE = (
    *("id", "origin", "since", "category", "widen", "look_back_days", "before_listing_days"),
    *("clock_start", "class", "colour", "note", "before"),
)


def _same(word: str) -> str:
    return word


@dataclass(frozen=True)
class Vocabulary:
    """The words that a draft may use, each with its code. `place`: the code of a place's name, the
    name itself where it is not one."""

    classes: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    place: Callable[[str], str] = _same


def vocabulary(
    edition: Edition, sources: Mapping[str, Any], place: Callable[[str], str]
) -> Vocabulary:
    return Vocabulary(
        classes=_words({code: one.label for code, one in edition.classes.items()}),
        colours=_words({code: one.label for code, one in edition.colours.items()}),
        measures=_words(edition.measures),
        checks=_words(edition.checks),
        sources={
            word: key
            for key, source in sources.items()
            for word in (key, str((source or {}).get("title") or ""))
            if word
        },
        place=place,
    )


def _words(labels: Mapping[str, Text]) -> dict[str, str]:
    return {
        word: code for code, label in labels.items() for word in (label.en.lower(), label.zh, code)
    }


def row_of(said: Mapping[str, str], known: Vocabulary) -> dict[str, Any]:
    """The row that these words mean. Only columns that mean something for its origin are taken:
    a form hides the others."""
    given = {key: value.strip() for key, value in said.items() if value and value.strip()}
    origin = _code("origin", given.get("origin", ""), ORIGINS)
    row: dict[str, Any] = {
        "id": given.get("id", ""),
        "who": {"zh": given.get("who", ""), "en": given.get("who_en") or given.get("who", "")},
        "origin": origin,
    }
    takes = OF_ORIGIN.get(origin, LISTED | {"category"})
    row |= {key: value for key, value in _conditions(given, known).items() if key in takes}
    row["clock_start"] = _code("clock_start", given.get("clock_start", ""), CLOCKS)
    row["class"] = known.classes.get(given.get("class", ""), given.get("class", ""))
    row["colour"] = known.colours.get(given.get("colour", ""), given.get("colour", ""))
    row["segments"] = course_of(given.get("segments", ""), known.measures)
    if checks := _parts(given.get("on_arrival", "")):
        row["on_arrival"] = [known.checks.get(one, one) for one in checks]
    if given.get("note"):
        row["note"] = given["note"]
    if given.get("inferred"):
        row["inferred"] = inferred_of(given["inferred"])
    row["citation"] = {
        "clause": given.get("clause", ""),
        "source": known.sources.get(given.get("source", ""), given.get("source", "notice")),
        "mark": _code("mark", given.get("mark", "seen"), MARKS),
    }
    if given.get("before"):
        row["before"] = given["before"]
    return row


def _conditions(given: Mapping[str, str], known: Vocabulary) -> dict[str, Any]:
    reads: dict[str, Callable[[str], Any]] = {
        "levels": lambda said: [_code("levels", one, LEVELS) for one in _parts(said)],
        "city_kinds": lambda said: [_code("city_kinds", one, CITY_KINDS) for one in _parts(said)],
        "places": lambda said: [known.place(one) for one in _parts(said)],
        "except_places": lambda said: [known.place(one) for one in _parts(said)],
        "since": _same,
        "category": _same,
        "widen": lambda said: _code("widen", said, WIDEN),
        "look_back_days": number_of,
        "before_listing_days": number_of,
    }
    return {key: read(given[key]) for key, read in reads.items() if key in given}


def _parts(said: str) -> list[str]:
    return [one for one in BETWEEN.split(said) if one]


def _code(column: str, word: str, words: Mapping[str, Text]) -> str:
    """The code of a word of a column; the word itself where it is none of them."""
    if word in words:
        return word
    table = {label.zh: code for code, label in words.items()}
    table |= {label.en.lower(): code for code, label in words.items()}
    table |= MORE.get(column, {})
    plain = (
        word.removesuffix("之日")
        .removesuffix("地区")
        .removesuffix("区" if column == "levels" else "\0")
    )
    short = plain.removeprefix("所在").removesuffix("起算").removeprefix("自").removesuffix("之日")
    return (
        table.get(word) or table.get(word.lower()) or table.get(plain) or table.get(short) or word
    )


def number_of(word: str) -> int | str:
    found = re.fullmatch(r"\s*(\d+)\s*[天日]?\s*(?:内)?", word)
    return int(found[1]) if found else word


def course_of(text: str, measures: Mapping[str, str]) -> list[dict[str, Any]] | str:
    """集中隔离14天(第1、4、7天检测)→ 居家健康监测7天. The text itself where a part of it is not
    understood."""
    text = text.strip()
    if text in ("", "不限制", "无", "无措施", "no measure"):
        return []
    notes = {f"\0{n}": note for n, note in enumerate(NOTE_IN.findall(text))}
    for mark, note in notes.items():
        text = text.replace(f"[{note}]", mark).replace(f"【{note}】", mark)
    found = [_segment(part, measures, notes) for part in SEGMENTS.split(text) if part.strip()]
    whole = _told(text, notes)
    return whole if any(one is None for one in found) else [one for one in found if one]


def _told(text: str, notes: Mapping[str, str]) -> str:
    for mark, note in notes.items():
        text = text.replace(mark, f"[{note}]")
    return text


def _segment(
    part: str, measures: Mapping[str, str], notes: Mapping[str, str]
) -> dict[str, Any] | None:
    note = next((said for mark, said in notes.items() if mark in part), "")
    bare = re.sub(r"\0\d+", "", part)
    tests: Any = None
    if inside := TESTS_IN.search(bare):
        tests = tests_of(inside[1])
        bare = bare.replace(inside[0], "")
        if isinstance(tests, str):
            return None
    is_open = bool(OPEN.search(bare))
    days = DAYS_IN.search(OPEN.sub("", bare))
    word = re.sub(r"[\s的()（）]", "", DAYS_IN.sub("", OPEN.sub("", bare), count=1))
    if (days is None) != is_open or word not in measures:
        return None
    segment: dict[str, Any] = {"measure": measures[word], "days": int(days[1]) if days else None}
    if tests:
        segment["test_days"] = tests
    if note:
        segment["note"] = note
    return segment


def tests_of(text: str) -> list[int] | dict[str, int] | str:
    """第1、4、7天 → the days; 每2天 and 3天2次(间隔24小时) → how they recur. The text itself where
    it is none of these."""
    plain = "".join(str(CHINESE.get(letter, letter)) for letter in text)
    plain = re.sub(r"核酸|检测|采样|各1?次|[。.\s]", "", plain)
    if every := EVERY.search(plain):
        found = {"every_days": int(every[1])}
        return found | {"first": int(every[2])} if every[2] else found
    if some := SOME.search(plain):
        spread = {"count": int(some[2]), "within_days": int(some[1])}
        return spread | {"min_interval_hours": int(some[3])} if some[3] else spread
    if listed := LISTED_DAYS.fullmatch(plain):
        return [int(one) for one in re.findall(r"\d+", listed[1])]
    return text


def inferred_of(text: str) -> dict[str, str]:
    """A line each: 列名:理由."""
    names = {label.zh: key for key, label in COLUMNS.items()} | {
        label.en.lower(): key for key, label in COLUMNS.items()
    }
    found = {}
    for line in text.splitlines():
        name, _, why = re.sub("[：:]", ":", line, count=1).partition(":")
        if name.strip():
            found[names.get(name.strip(), name.strip())] = why.strip()
    return found


def words_of(row: Mapping[str, Any], measures: Mapping[str, Text]) -> dict[str, str]:
    """A row as the form holds it: codes of what is chosen, words of what is written."""
    who, cite = row.get("who") or {}, row.get("citation") or {}
    found = {key: str(row[key]) for key in SAID_ALONE if row.get(key) is not None}
    for key in ("levels", "places", "except_places", "city_kinds", "on_arrival"):
        found[key] = "、".join(row.get(key) or ())
    return found | {
        "who": who.get("zh", ""),
        "who_en": who.get("en", ""),
        "segments": course_said(row.get("segments") or [], measures),
        "inferred": "\n".join(
            f"{COLUMNS[key].zh if key in COLUMNS else key}：{why}"
            for key, why in (row.get("inferred") or {}).items()
        ),
        "clause": cite.get("clause", ""),
        "source": cite.get("source", ""),
        "mark": cite.get("mark", ""),
    }


def course_said(segments: Sequence[Mapping[str, Any]] | str, measures: Mapping[str, Text]) -> str:
    """As `course_of` reads it."""
    if isinstance(segments, str):
        return segments
    return " → ".join(_segment_said(one, measures) for one in segments)


def _segment_said(segment: Mapping[str, Any], measures: Mapping[str, Text]) -> str:
    code, days = segment.get("measure", ""), segment.get("days")
    said = f"{measures[code].zh if code in measures else code}"
    said += f"{days}天" if days else "(至另行通知)"
    if tests := tests_said(segment.get("test_days") or []):
        said += f"({tests}检测)"
    return said + (f"[{segment['note']}]" if segment.get("note") else "")


def tests_said(tests: Any) -> str:
    if isinstance(tests, Mapping) and "every_days" in tests:
        first = f"，第{tests['first']}天起" if tests.get("first") is not None else ""
        return f"每{tests['every_days']}天{first}"
    if isinstance(tests, Mapping):
        hours = tests.get("min_interval_hours")
        return f"{tests['within_days']}天{tests['count']}次" + (
            f"，间隔{hours}小时" if hours else ""
        )
    return f"第{'、'.join(map(str, tests))}天" if tests else ""
