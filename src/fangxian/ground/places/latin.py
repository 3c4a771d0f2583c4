"""Names of divisions in Latin letters: pinyin, its initials, and the English order. Pure but
for the dictionary of readings."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from fangxian.ground.places.names import SHORT, ways_to_write
from fangxian.ground.places.rules import FILLERS, Level

# What English adds to a name and pinyin does not have.
ADDED = re.compile(
    r"\b(?:province|municipality|prefecture-level|autonomous|prefecture|region|city|district|county|"
    r"new area|banner|league|township|town|subdistrict|village|china|p\.?r\.?c?|of|the)\b"
)
KINDS = (
    ("新区", "New Area"),
    ("地区", "Prefecture"),
    ("街道", "Subdistrict"),
    ("自治州", "Prefecture"),
    ("自治县", "County"),
    ("自治旗", "Banner"),
    ("区", "District"),
    ("县", "County"),
    ("市", "City"),
    ("旗", "Banner"),
    ("盟", "League"),
    ("镇", "Town"),
    ("乡", "Township"),
    ("村", "Village"),
    ("社区", "Community"),
    ("省", "Province"),
)
OPENS_BARE = frozenset("aeo")  # a syllable that an apostrophe parts from the one before


def latin(text: str) -> bool:
    """Whether a text is written in Latin letters, accents and all."""
    plain = folded(text)
    return plain.isascii() and any(letter.isalpha() for letter in plain)


def folded(text: str) -> str:
    """Lower case without accents: Lǚshùn → lvshun, as pinyin is typed."""
    typed = text.lower().replace("ü", "v").replace("ǚ", "v").replace("’", "'").replace("‘", "'")
    plain = unicodedata.normalize("NFKD", typed)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def key_of(text: str) -> str:
    """What is compared: letters alone, without what English adds."""
    bare = ADDED.sub(" ", folded(text))
    return re.sub(r"[^a-z0-9]", "", bare)


@lru_cache(maxsize=100_000)
def syllables(name: str, *, whole: bool) -> tuple[str, ...]:
    """The reading of a name. `whole` knows phrases (重庆 chong qing) and is slower."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 its phrases take half a second to load

    return tuple(lazy_pinyin(name)) if whole else tuple(_one(letter) for letter in name)


@cache
def _one(letter: str) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415

    return str(lazy_pinyin(letter)[0])


def letters_of(name: str) -> str:
    """By what one types of a name: its initials, and its reading in one (蒲溪镇: pxz puxizhen)."""
    read = syllables(name, whole=False)
    return f"{''.join(one[:1] for one in read)} {''.join(read)}"


def short_name(name: str, level: Level) -> str:
    """The name without what says its kind (浦东新区 → 浦东); the name where nothing is left."""
    if name in FILLERS:
        return name
    short = [text for text, rank in ways_to_write(name, level) if rank == SHORT and len(text) > 1]
    return min(short, key=len) if short else name


def reading(name: str, level: Level) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The syllables of a name in full and in short. The short name is read within the full one:
    朝阳 alone would be zhaoyang, 朝阳区 is chaoyangqu."""
    read = syllables(name, whole=level in ("province", "city", "county"))
    short = short_name(name, level)
    aligned = len(read) == len(name) and name.startswith(short)
    return read, read[: len(short)] if aligned else syllables(short, whole=False)


def keys(name: str, level: Level) -> set[str]:
    """What may be typed for one name: its pinyin in full and in short, and initials."""
    found = set()
    for read in reading(name, level):
        found |= {"".join(read), "".join([part[:1] for part in read])}
    return {key for key in found if len(key) > 1}


def english(name: str, level: Level) -> str:
    """Pudong New Area, Xi'an: pinyin as it is printed, with the kind below a city."""
    short = short_name(name, level)
    read = reading(name, level)[1]
    spelled = "".join(
        f"'{one}" if n and one[:1] in OPENS_BARE else one for n, one in enumerate(read)
    )
    kind = "" if level in ("province", "city") or short == name else _kind(name)
    return f"{spelled[:1].upper()}{spelled[1:]} {kind}".strip()


def _kind(name: str) -> str:
    return next((word for ending, word in KINDS if name.endswith(ending)), "")
