"""Names, in one place: as they are kept, as they are compared, and as they are typed in a hurry
(张三丰 is found by zhangsanfeng and by zsf, José García by jose garcia). Pure.

A name is the same whatever dot, blank, width, case or accent it is typed with. Lists are sorted
by the key too, because the embedded database has no ICU.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

NAME_LETTERS = 120  # the longest name that any door takes; passports run past 80
ADDRESS_LETTERS = 200
KEY_LETTERS, INITIAL_LETTERS = 120, 30

# characters read otherwise as a surname than as a word
SURNAMES = {
    "单": "shan",
    "解": "xie",
    "仇": "qiu",
    "曾": "zeng",
    "查": "zha",
    "任": "ren",
    "区": "ou",
    "盖": "ge",
    "朴": "piao",
    "召": "shao",
    "冼": "xian",
    "缪": "miao",
    "翟": "zhai",
    "员": "yun",
    "尉": "yu",
    "覃": "qin",
    "乐": "yue",
    "种": "chong",
    "黑": "he",
    "华": "hua",
    "洗": "xian",
}
HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af\u3005\u3007"
USUAL = re.compile(r"[一-鿿]+")  # nearly every name: nothing in it can be written otherwise
CHARACTER = re.compile(rf"[{HAN}]")
WORD = re.compile(rf"[{HAN}]|[^\W{HAN}]+")
DOTS = "·•．・‧∙⋅●。･᛫⸱\u318d\u119e\u1427\ua78f"  # the last four are letters to Unicode
NO_DOTS = dict.fromkeys(map(ord, DOTS))
ASIDE = re.compile(r"(?<=.)\s*[(（\[【][^()（）\[\]【】]*[)）\]】]\s*$")
# behind a name, who of the household or of which sex: nobody is called so (郑伟 男, 郑伟(户主))
_ROLE = "男|女|户主|本人|户主本人|组长|副组长|队长"
ROLE = re.compile(
    rf"(?<=[{HAN}]{{2}})(?:\s*[(（\[【]\s*(?:{_ROLE})\s*[)）\]】]|[\s,，/、]+(?:{_ROLE}))\s*$"
)
NOT_WHOLE = re.compile(rf"[{HAN}][*＊×✱]{{1,3}}[{HAN}]?|[{HAN}]某{{1,2}}[{HAN}]?")  # 王*, 王某某
OF_KIN = re.compile(
    rf"[{HAN}]{{2,4}}(?:之|的)(?:妻|夫|子|女|父|母|媳|孙|孙子|孙女|妻子|丈夫|儿子|女儿|父亲|母亲|儿媳|女婿|爱人|孩子)"
)
# 陈大文/CHAN Tai Man, 陈大文(CHAN, Tai Man), CHAN Tai Man/陈大文: one person in two scripts
_HAN_NAME, _LATIN_NAME = rf"[{HAN}·•．・]{{2,15}}", r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ,.'’\- ]*"
TWO_SCRIPTS = re.compile(
    rf"\s*(?:(?P<han>{_HAN_NAME})\s*(?:[/／|｜\n]\s*|\s)(?P<latin>{_LATIN_NAME})"
    rf"|(?P<han2>{_HAN_NAME})\s*[(（\[【](?P<latin2>{_LATIN_NAME})[)）\]】]"
    rf"|(?P<latin3>{_LATIN_NAME}?)\s*[/／|｜\n]\s*(?P<han3>{_HAN_NAME})"
    rf"|(?P<latin4>{_LATIN_NAME}?)\s*[(（\[【]\s*(?P<han4>{_HAN_NAME})\s*[)）\]】])\s*"
)
BLANKS = re.compile(r"\s+")
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}{DOTS}]) (?=[{HAN}{DOTS}])")
UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
HALVES = re.compile(r"[\ud800-\udfff]")  # of a letter that something cut in two
WIDE_LETTERS = {
    code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
} | {0x3000: 0x20}
# letters whose stroke is no accent to Unicode
STROKES = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ø": "o",
        "ł": "l",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "ng",
        "ə": "e",
        "ĸ": "k",
    }
)


class NameKey(NamedTuple):
    """`key`: syllables run together; `initials`: their first letters; `plain`: the letters of the
    name alone, by which it is the same name."""

    key: str
    initials: str
    plain: str


class _Readings(dict[str, str]):
    """The most common reading of a character, asked of pypinyin once."""

    def __missing__(self, character: str) -> str:
        from pypinyin import lazy_pinyin  # noqa: PLC0415 its phrases take half a second to load

        reading = self[character] = "".join(
            letter for letter in lazy_pinyin(character)[0].lower() if letter.isalnum()
        )
        return reading


READINGS = _Readings()


def tidy_name(text: str) -> str:
    """A name as it is kept: as it was entered, without blanks between Chinese characters (张 三),
    with single ones between other words, and without what cannot be seen."""
    if text.isascii() and "  " not in text and text.isprintable():
        return text.strip()
    text = ROLE.sub("", text)
    seen = UNSEEN.sub("", HALVES.sub("", text)).translate(WIDE_LETTERS)
    return BETWEEN_HAN.sub("", BLANKS.sub(" ", unicodedata.normalize("NFC", seen)).strip())


def partial_name(name: str) -> str:
    """ "masked" for a name with letters taken out (王*), "kin" for one that only says whose relative it is
    (李四之妻); "" for a name."""
    if NOT_WHOLE.fullmatch(name):
        return "masked"
    return "kin" if OF_KIN.fullmatch(name) else ""


def plain_name(name: str) -> str:
    """The letters by which names are compared; "" where there are none."""
    return name if USUAL.fullmatch(name) else _folded(name)


def same_name(one: str, other: str) -> bool:
    """Whether two writings are one name: 买买提·吐尔逊 and 买买提.吐尔逊, José and JOSE, 张三 and
    张三(小名)."""
    if one == other or plain_name(_bare(one)) == plain_name(_bare(other)) != "":
        return True
    return any(plain_name(a) == plain_name(b) != "" for a in _written(one) for b in _written(other))


def two_scripts(name: str) -> tuple[str, str] | None:
    """The Chinese and the Latin writing of one person in one text; None for any other."""
    found = TWO_SCRIPTS.fullmatch(name)
    if found is None:
        return None
    han, latin = (
        next(
            filter(None, (said for part, said in found.groupdict().items() if part.startswith(of)))
        )
        for of in ("han", "latin")
    )
    return han, latin


def _written(name: str) -> tuple[str, ...]:
    return two_scripts(name) or (_bare(name),)


def _bare(name: str) -> str:
    """Without what a bracket behind it says of the person."""
    return ASIDE.sub("", name) or name


def name_key(name: str) -> NameKey:
    """By what a name is found and sorted."""
    if USUAL.fullmatch(name):
        words, plain = [READINGS[character] for character in name], name
    else:
        plain = _folded(name)
        words = [
            READINGS[word] if CHARACTER.match(word) else _folded(word)
            for word in WORD.findall(name)
        ]
    if name and name[0] in SURNAMES and words:
        words[0] = SURNAMES[name[0]]
    return NameKey(
        "".join(words)[:KEY_LETTERS],
        "".join([word[0] for word in words if word])[:INITIAL_LETTERS],
        plain[:KEY_LETTERS],
    )


@lru_cache(20_000)
def _folded(name: str) -> str:
    """Half width, small letters, no accents, nothing but letters and digits."""
    half = unicodedata.normalize("NFKC", name.translate(NO_DOTS)).casefold()
    apart = unicodedata.normalize("NFKD", half)
    letters = "".join(sign for sign in apart if sign.isalnum() or _belongs(sign))
    return unicodedata.normalize("NFC", letters.translate(STROKES))


def _belongs(sign: str) -> bool:
    """Marks that are letters of their script (Indic vowels), not accents or a chosen shape."""
    return unicodedata.category(sign) == "Mc" or (
        unicodedata.category(sign) == "Mn" and "\u0900" <= sign <= "\u1fff"
    )
