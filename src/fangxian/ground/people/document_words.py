"""How people title a document: the words by which a column or a form names its type. Pure."""

from __future__ import annotations

from functools import lru_cache

from fangxian.ground.intake.api import BRACKETS, NOISE, WIDE
from fangxian.kernel.text import Text

RESIDENT_ID = "resident_id"
PASSPORT = "passport"
HK_MACAU = "hk_macau_permit"
TAIWAN = "taiwan_permit"
FOREIGN_PERMANENT = "foreign_permanent"
OTHER = "other"

TYPES: dict[str, Text] = {
    RESIDENT_ID: Text("居民身份证", "Resident id"),
    PASSPORT: Text("护照", "Passport"),
    HK_MACAU: Text("港澳居民来往内地通行证", "HK/Macau permit"),
    TAIWAN: Text("台湾居民来往大陆通行证", "Taiwan permit"),
    FOREIGN_PERMANENT: Text("外国人永久居留身份证", "Foreign permanent residence"),
    OTHER: Text("其他", "Other"),
}
BY_NUMBER = ""  # the title says that it is a document, its number says which

# The first hint that a title contains decides: the longer and narrower ones stand before.
HINTS: tuple[tuple[str, str], ...] = (
    # one title, several cards: the number tells them apart
    ("居住证", BY_NUMBER),
    ("residencepermit", BY_NUMBER),
    ("身份证件", BY_NUMBER),
    ("身份证明", BY_NUMBER),
    ("有效证件", BY_NUMBER),
    ("证件", BY_NUMBER),
    ("永久居留", FOREIGN_PERMANENT),
    ("永居", FOREIGN_PERMANENT),
    ("foreignpermanent", FOREIGN_PERMANENT),
    ("permanentresiden", FOREIGN_PERMANENT),
    # of mainland people who travel there, and the cards of there
    ("往来港澳", OTHER),
    ("往来香港", OTHER),
    ("往来台湾", OTHER),
    ("赴台", OTHER),
    ("香港身份证", OTHER),
    ("香港居民身份证", OTHER),
    ("香港永久性居民", OTHER),
    ("澳门身份证", OTHER),
    ("澳门居民身份证", OTHER),
    ("澳门永久性居民", OTHER),
    ("台湾身份证", OTHER),
    ("hkid", OTHER),
    ("台湾居民", TAIWAN),
    ("台胞", TAIWAN),
    ("台湾", TAIWAN),
    ("taiwan", TAIWAN),
    ("港澳", HK_MACAU),
    ("回乡证", HK_MACAU),
    ("香港", HK_MACAU),
    ("澳门", HK_MACAU),
    ("hkmacau", HK_MACAU),
    ("hk/macau", HK_MACAU),
    ("homereturn", HK_MACAU),
    ("出生", OTHER),
    ("birth", OTHER),
    ("军官", OTHER),
    ("士兵", OTHER),
    ("军士", OTHER),
    ("士官", OTHER),
    ("义务兵", OTHER),
    ("文职", OTHER),
    ("军人", OTHER),
    ("部队", OTHER),
    ("军残", OTHER),
    ("军校", OTHER),
    ("警官", OTHER),
    ("警察证", OTHER),
    ("人民警察", OTHER),
    ("武警", OTHER),
    ("离休", OTHER),
    ("退休证", OTHER),
    ("military", OTHER),
    ("officer", OTHER),
    ("soldier", OTHER),
    ("police", OTHER),
    ("海员", OTHER),
    ("船员", OTHER),
    ("seafarer", OTHER),
    ("seaman", OTHER),
    ("旅行证", OTHER),
    ("traveldocument", OTHER),
    ("通行证", OTHER),
    ("边民", OTHER),
    ("回国证明", OTHER),
    ("入境证", OTHER),
    ("难民", OTHER),
    ("居留", OTHER),
    ("外交官", OTHER),
    ("领事官", OTHER),
    ("外国人身份证", OTHER),
    ("护照", PASSPORT),
    ("passport", PASSPORT),
    ("身份证", RESIDENT_ID),
    ("户口", RESIDENT_ID),
    ("公民身份", RESIDENT_ID),
    ("二代证", RESIDENT_ID),
    ("社会保障", RESIDENT_ID),
    ("社保卡", RESIDENT_ID),
    ("residentid", RESIDENT_ID),
    ("idcard", RESIDENT_ID),
    ("identitycard", RESIDENT_ID),
    ("其他", OTHER),
    ("其它", OTHER),
    ("other", OTHER),
)
NOT_SAID = frozenset({"", "无", "不详", "未知", "/", "—", "none", "unknown"})


@lru_cache(512)
def type_of(text: str) -> str | None:
    """The type meant by a text: "" when the number has to tell, None when it is not known."""
    if text in TYPES:
        return text
    plain = text.translate(WIDE).translate(NOISE | BRACKETS).lower()
    if plain in NOT_SAID:
        return BY_NUMBER
    return next((kind for hint, kind in HINTS if hint in plain), None)
