"""A value of a pack in the words of its form, by the term that a room declares, and back. What is not
understood stays as it was typed, so that lint names it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fangxian.ground.policy.declaring import SECTIONS, Term, declared, term_of
from fangxian.ground.policy.edition import Edition
from fangxian.kernel.text import Text

ENDED = ("停止执行", "终止", "ended")
UNITS = {"分钟": "minutes", "小时": "hours", "天": "days", "日": "days"}
LENGTH = re.compile(r"(\d+)\s*(分钟|小时|天|日)")
WHO = {"村": "village", "镇": "township", "专班": "task_force", "指挥部": "headquarters"}


@dataclass(frozen=True)
class Asked:
    """A key that a draft may say: `full` as it stands in the file, its term, what is said now."""

    full: str
    term: Term[Any]
    said: str
    own: bool


def place_of(key: str) -> tuple[str, str]:
    """The section of values.yaml and the key in it."""
    head, _, tail = key.partition(".")
    return (head, tail) if head in SECTIONS else ("values", key)


def value_of(key: str, text: str) -> Any:
    """What the text means for this key; None: the measure has ended."""
    text, (section, _) = text.strip(), place_of(key)
    if text in ENDED:
        return None
    if section == "clocks":
        return _length(text)
    if section == "ladder":
        return [_rung(one) for one in re.split(r"[；;\n]+", text) if one.strip()]
    if section == "checklists":
        title, *items = [line.strip() for line in text.splitlines() if line.strip()] or [""]
        return {"title": _both(title), "items": [_both(one) for one in items]}
    return _plain(key, text)


def _both(line: str) -> dict[str, str]:
    """中文 | English; the Chinese for both where one is written."""
    zh, _, en = line.partition("|")
    return {"zh": zh.strip(), "en": en.strip() or zh.strip()}


def _length(text: str) -> Any:
    found = {UNITS[unit]: int(number) for number, unit in LENGTH.findall(text)}
    return found if found and not LENGTH.sub("", text).strip() else text


def _rung(text: str) -> Any:
    who = next((code for word, code in WHO.items() if text.strip().startswith(word)), "")
    wait = _length(LENGTH.search(text)[0]) if LENGTH.search(text) else {"hours": 0}  # type: ignore[index]
    return {"to": who, "wait": wait} if who else text


def _plain(key: str, text: str) -> Any:
    term = term_of(key)
    kind = term.kind.schema if term else {}
    if kind.get("type") == "integer":
        return int(text) if text.isdigit() else text
    if kind.get("type") == "number":
        return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else text
    if kind.get("type") == "array":
        between = (
            r"[|\n]+" if kind.get("maxItems") else r"[、，,；;|\n]+"
        )  # two phrases have commas
        return [one.strip() for one in re.split(between, text) if one.strip()]
    if kind.get("type") == "object":
        lines = [re.split(r"[=|]", line) for line in text.splitlines() if line.strip()]
        return {line[0].strip(): [one.strip() for one in line[1:]] for line in lines}
    return text


def said_of(key: str, value: Any) -> str:
    """As `value_of` reads it."""
    section, _ = place_of(key)
    if value is None:
        return ENDED[0]
    if section == "clocks" and isinstance(value, Mapping):
        return _length_said(value)
    if section == "ladder" and isinstance(value, Sequence) and not isinstance(value, str):
        return "；".join(_rung_said(one) for one in value)
    if section == "checklists" and isinstance(value, Mapping):
        lines = [value.get("title") or {}, *(value.get("items") or ())]
        return "\n".join(f"{one.get('zh', '')} | {one.get('en', '')}" for one in lines)
    if isinstance(value, Mapping):
        return "\n".join(f"{code}={'='.join(some)}" for code, some in value.items())
    if isinstance(value, list | tuple):
        return (" | " if _is_pair(key) else "、").join(map(str, value))
    return str(value)


def _is_pair(key: str) -> bool:
    term = term_of(key)
    return bool(term and term.kind.schema.get("maxItems"))


def _length_said(value: Mapping[str, int]) -> str:
    words = {"minutes": "分钟", "hours": "小时", "days": "天"}
    return "".join(f"{number}{words[unit]}" for unit, number in value.items() if number is not None)


def _rung_said(rung: Any) -> str:
    if not isinstance(rung, Mapping):
        return str(rung)
    words = {code: word for word, code in WHO.items()}
    return f"{words.get(rung['to'], rung['to'])} {_length_said(rung['wait'])}"


def asked_of(edition: Edition, values: Mapping[str, Any]) -> list[Asked]:
    """Every key that an edition may say, those that the draft says itself first."""
    found = []
    for term in declared():
        if term.house and not term.names:
            continue
        for key in term.known(edition):
            section, name = place_of(key)
            own = (values.get(section) or {}).get(name)
            said = said_of(key, own[-1].get("value")) if own else ""
            found.append(Asked(key, term, said, bool(own)))
    return sorted(found, key=lambda one: not one.own)


def with_value(
    values: Mapping[str, Any], key: str, text: str, citation: Mapping[str, str], since: str = ""
) -> dict[str, Any]:
    """The values with one said; an empty text takes the key away."""
    section, name = place_of(key)
    held = dict(values.get(section) or {})
    if not text.strip():
        held.pop(name, None)
    else:
        dated = {"value": value_of(key, text), "citation": dict(citation)}
        before = [one for one in held.get(name, ()) if since and one.get("from") != since]
        held[name] = [*before, {"from": since, **dated} if since else dated]
    found = {**values, section: held}
    return {part: some for part, some in found.items() if some}


def word_of(one: Asked) -> Text:
    """What a key is called, with what its placeholder stands for."""
    name = one.term.name_in(one.full)
    return (
        Text(f"{one.term.word.zh}:{name}", f"{one.term.word.en}: {name}") if name else one.term.word
    )
