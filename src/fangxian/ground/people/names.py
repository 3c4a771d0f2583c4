"""Names as they are typed in a hurry: 张三丰 is found by zhangsanfeng and by zsf. Pure.

Lists are sorted by this key too, because the embedded database has no ICU.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# characters read otherwise as a surname than as a word
SURNAMES = {
    "单": "shan", "解": "xie", "仇": "qiu", "曾": "zeng", "查": "zha", "任": "ren", "区": "ou",
    "盖": "ge", "朴": "piao", "召": "shao", "冼": "xian", "缪": "miao", "翟": "zhai", "员": "yun",
    "尉": "yu", "覃": "qin", "乐": "yue", "种": "chong", "黑": "he", "华": "hua", "洗": "xian",
}  # fmt: skip
LATIN = re.compile(r"[A-Za-z]+")


class NameKey(NamedTuple):
    key: str
    initials: str


class _Readings(dict[str, str]):
    """The most common reading of a character, asked of pypinyin once."""

    def __missing__(self, character: str) -> str:
        from pypinyin import lazy_pinyin  # noqa: PLC0415 its phrases take half a second to load

        reading = self[character] = "".join(
            letter for letter in lazy_pinyin(character)[0].lower() if letter.isalnum()
        )
        return reading


READINGS = _Readings()


def name_key(name: str) -> NameKey:
    """Syllables run together, and their first letters."""
    if name.isascii():
        words = [word.lower() for word in LATIN.findall(name)]
    else:
        words = [READINGS[character] for character in name]
        if name[0] in SURNAMES:
            words[0] = SURNAMES[name[0]]
    return NameKey("".join(words)[:120], "".join([word[0] for word in words if word])[:30])
