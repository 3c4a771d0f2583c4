"""Everybody in a cell of a roster, each with their own phone: 张三、李四 13812345678. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from fangxian.ground.people import api as people

NUMBER = re.compile(
    r"(?<!\d)(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8}|[2-8]\d{6,7})(?!\d)"
)
MOBILE = re.compile(r"1[3-9]\d{9}")
_CUT = re.compile(r"[、,;/|\n\r+&。]+")
_CALLED = re.compile(r"[\s:(]*(?:(?:值班)?电话|手机|联系电话|tel)?[\s:(]*$", re.IGNORECASE)
_POST = re.compile(r"(?P<post>[一-鿿]{2,8})\s*:\s*(?P<rest>[一-鿿].*)", re.DOTALL)
_BLANKS = re.compile(r"\s+")


class OnDuty(NamedTuple):
    """Somebody as a cell names them; `post`: said before the name (司机:张三)."""

    name: str
    phone: str = ""
    post: str = ""


def people_in(cell: str, phones: str = "") -> list[OnDuty]:
    """Everybody in a cell. A phone belongs to the name before it; those of the cell beside it (`phones`)
    to the names in their order where there are as many, to all where it is one and an office's, and to
    nobody where it cannot be told whose it is."""
    found = [one for part in _parts(unicodedata.normalize("NFKC", cell)) for one in _of_part(part)]
    beside = numbers_in(phones)
    if len(beside) == 1 and found and not MOBILE.fullmatch(beside[0]):
        beside *= len(found)
    if len(beside) != len(found):
        odd = not beside and len(found) == 1 and not found[0].phone
        return [found[0]._replace(phone=phones.strip())] if odd else found
    return [
        one if one.phone else one._replace(phone=phone)
        for one, phone in zip(found, beside, strict=True)
    ]


def numbers_in(text: str) -> list[str]:
    """The phones of a text, in digits."""
    plain = unicodedata.normalize("NFKC", text)
    return ["".join(filter(str.isdigit, one))[-12:] for one in NUMBER.findall(plain)]


def _parts(text: str) -> list[str]:
    """Cut between people, and behind each phone."""
    behind = NUMBER.sub(lambda found: f"{found[0]}\n", text)
    return [part for part in map(str.strip, _CUT.split(behind)) if part.strip(" ):")]


def _of_part(part: str) -> list[OnDuty]:
    said = _POST.fullmatch(part)
    post, rest = (said["post"], said["rest"]) if said else ("", part)
    phone = next(iter(numbers_in(rest)), "")
    name = _CALLED.sub("", NUMBER.split(rest)[0]).strip(" ):") if phone else rest.strip(" ):")
    names = _BLANKS.split(name) if people.several_people(name) else [name]
    if any(map(people.several_people, names)):
        names = [name]  # who they are cannot be told apart
    return [*(OnDuty(one, "", post) for one in names[:-1]), OnDuty(names[-1], phone, post)]
