"""Who a cell of a list of households names: 未测一 <number> 未测二 <number>, by blanks, 、, line
breaks or nothing between, the name before or behind its number. Nothing that holds a number is
passed over, and no name is lost: what does not fit is told. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

Member = tuple[str, str]  # name, number; either may be ""

BETWEEN = re.compile(r"[、,;，；/|\n\r]+")
WORDS = re.compile(r"[^\s:：()（）\[\]【】]+")
SPACED_ID = re.compile(r"(?<![A-Za-z0-9])(\d{6})[ -](\d{8})[ -](\d{3}[\dXx])(?![A-Za-z0-9])")
RENEWALS = re.compile(r"(?<![A-Za-z0-9])([HMhm]\d{8})\s*[(（]\s*(\d{2})\s*[)）]")
GLUED = re.compile(
    r"(?<![A-Za-z0-9第])([A-Za-z]{0,3}\d{6,}[A-Za-z0-9]*|[A-Za-z]\d{2}[A-Za-z0-9]{4,})(?![A-Za-z0-9号])"
)
LIST_NUMBER = re.compile(r"\d{1,2}[.．]?|[①-⑳]")
MAYBE_NUMBER = re.compile(r"\d")
RELATION = re.compile(
    r"(?:之)?(?:户主|本人|夫|妻|妻子|丈夫|配偶|父亲?|母亲?|子|女|儿子|女儿|儿|长[子女]|次[子女]|三[子女]|孙[子女]?|"
    r"外孙女?|儿媳|女婿|祖父|祖母|爷爷|奶奶|公公|婆婆|岳父|岳母|兄|弟|姐|妹|哥哥|弟弟|姐姐|妹妹|其他|男|女|成员)"
)


class NotUnderstood(ValueError):
    """A part of the cell that belongs to nobody."""


def members_of(cell: str) -> list[Member]:
    """(name, number) of everybody whom a cell names, in its order. NotUnderstood with the part
    that is a name without a number, or a second name for one number."""
    text = RENEWALS.sub(r"\1\2", SPACED_ID.sub(r"\1\2\3", unicodedata.normalize("NFKC", cell)))
    groups = [_joined(_words(part)) for part in BETWEEN.split(text)]
    groups = [words for words in groups if words]
    if all(any(number for _, number in words) for words in groups):
        return [one for words in groups for one in _paired(words)]
    return list(_paired([word for words in groups for word in words]))


def _words(part: str) -> Iterator[Member]:
    """Names and numbers of a part in their order: ("未测一", ""), ("", "6124…")."""
    for word in WORDS.findall(GLUED.sub(r" \1 ", part)):
        if LIST_NUMBER.fullmatch(word) or RELATION.fullmatch(word):
            continue
        yield ("", word) if MAYBE_NUMBER.search(word) else (word, "")


def _joined(words: Iterable[Member]) -> list[Member]:
    """Words with nothing but blanks between are one name (Anna Lind)."""
    made: list[Member] = []
    for name, number in words:
        if name and made and made[-1][0]:
            made[-1] = (f"{made[-1][0]} {name}", "")
        else:
            made.append((name, number))
    return made


def _paired(words: list[Member]) -> Iterator[Member]:
    """Each number with the name before it, or with the one behind where it begins with a number."""
    behind = bool(words) and not words[0][0]
    waiting = number = ""
    for name, found in words:
        if name and waiting:
            raise NotUnderstood(waiting)
        if name:
            waiting = name
        elif behind:
            if number:
                yield waiting, number
            number, waiting = found, ""
        else:
            yield waiting, found
            waiting = ""
    if behind:
        yield waiting, number
    elif waiting:
        raise NotUnderstood(waiting)
