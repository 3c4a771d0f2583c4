"""The ways in which people write a division's name, from its official name. Pure.

Every way has a rank: the official name, a usual variant of it, or a short form that
counts only when what follows cannot make another name of it (西安 in 西安路).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from fangxian.ground.places.rules import FILLERS, Level

OFFICIAL, VARIANT, SHORT = 0, 1, 2

# A short form followed by one of these is part of another name.
CONTINUES = frozenset("路街道巷镇乡村庄屯弄")
WIDER = frozenset(
    "区县市旗"
)  # and a short township or village by one of these: 江北区 is no 江北街道

PROVINCE_SHORT = {
    "内蒙古自治区": ("内蒙古", "内蒙"),
    "广西壮族自治区": ("广西",),
    "西藏自治区": ("西藏",),
    "宁夏回族自治区": ("宁夏",),
    "新疆维吾尔自治区": ("新疆",),
    "台湾省": ("台湾",),
    "香港特别行政区": ("香港", "中国香港"),
    "澳门特别行政区": ("澳门", "中国澳门"),
}
FILLER_VARIANTS = {
    "省直辖县级行政区划": ("省直辖县级行政单位", "省直辖县级行政区", "省直辖"),
    "自治区直辖县级行政区划": ("自治区直辖县级行政单位", "自治区直辖县级行政区"),
}

_PEOPLES = (
    "各族|蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|"
    "傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|土族|达斡尔族|仫佬族|羌族|布朗族|"
    "撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|塔吉克族|怒族|乌孜别克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|"
    "京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|"
    "蒙古|哈萨克|柯尔克孜|塔吉克|锡伯"
)
_AUTONOMOUS = re.compile(rf"(.+?)(?:{_PEOPLES})+自治([州县旗])")
_ETHNIC_TOWNSHIP = re.compile(rf"(.+?)(?:{_PEOPLES})+(乡|镇)")
_COUNTY_END = re.compile(r"(?:林区|特区|新区|[区县市旗])$")
_TOWNSHIP_END = re.compile(r"(?:街道办事处|街道|地区|镇|乡|苏木|办事处)$")
_COMMITTEE = re.compile(r"(?:村民委员会|村委会|居民委员会|居委会|牧民委员会|牧委会|村民委|委员会)$")


@lru_cache(maxsize=100_000)
def ways_to_write(name: str, level: Level) -> tuple[tuple[str, int], ...]:
    """(text, rank) pairs, the best rank of each text."""
    found: dict[str, int] = {name: OFFICIAL}
    for text, rank in _ways(name, level):
        if len(text) >= 2:
            found[text] = min(rank, found.get(text, rank))
    return tuple(found.items())


def _ways(name: str, level: Level) -> Iterator[tuple[str, int]]:
    if level == "province":
        yield from ((text, SHORT) for text in PROVINCE_SHORT.get(name, (name[:-1],)))
    elif level == "city":
        yield from _city(name)
    elif level == "county":
        yield from _county(name)
    elif level == "township":
        yield from _township(name)
    elif level == "village":
        yield from _village(name)


def _city(name: str) -> Iterator[tuple[str, int]]:
    if name in FILLERS:
        yield from ((text, VARIANT) for text in FILLER_VARIANTS.get(name, ()))
    elif name.endswith(("市", "盟")):
        yield name[:-1], SHORT
    elif name.endswith("地区"):
        yield name[:-2], SHORT
    else:
        yield from _autonomous(name)


def _autonomous(name: str) -> Iterator[tuple[str, int]]:
    match = _AUTONOMOUS.fullmatch(name)
    if match:
        yield match[1] + match[2], VARIANT
        yield match[1], SHORT


def _county(name: str) -> Iterator[tuple[str, int]]:
    if "自治" in name:
        yield from _autonomous(name)
    else:
        yield _COUNTY_END.sub("", name), SHORT


def _township(name: str) -> Iterator[tuple[str, int]]:
    ethnic = _ETHNIC_TOWNSHIP.fullmatch(name)
    if ethnic:
        yield ethnic[1] + ethnic[2], VARIANT
    if name.endswith("街道"):
        yield from ((name + tail, VARIANT) for tail in ("办事处", "办"))
    if name.endswith("地区"):
        base = name[:-2]
        yield from ((base + tail, VARIANT) for tail in ("(地区)镇", "镇", "乡", "地区办事处"))
        yield f"{base}(地区)乡", VARIANT
    short = _TOWNSHIP_END.sub("", ethnic[1] if ethnic else name)
    if short != name:
        yield short, SHORT


def _village(name: str) -> Iterator[tuple[str, int]]:
    """东南村委会 is also 东南村; 南街社区居委会 also 南街社区; both also without 村 / 社区."""
    match = _COMMITTEE.search(name)
    base = name[: match.start()] if match else name
    if match and match[0].startswith("村"):
        base = base if base.endswith("村") else base + "村"
        yield from ((base + tail, VARIANT) for tail in ("委会", "村委会", "民委员会", "村民委员会"))
    elif match:
        yield from ((base + tail, VARIANT) for tail in ("居委会", "居民委员会"))
    yield base, VARIANT
    yield re.sub(r"(?:村|社区)$", "", base), SHORT
    if base.endswith("村"):
        yield base[:-1] + "社区", SHORT
