"""What stands between the characters of one number as people write it: strip it, then judge. The one list
for finding a number; hiding (`kernel.masking`) takes whatever else stands there as well. Pure."""

from __future__ import annotations

WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
DOTS = "·•．・‧∙⋅●。･᛫⸱\u318d\u1427\ua78f‑–—−‐"
NOISE = dict.fromkeys(
    map(
        ord,
        f" \t\r\n\v\f\u00a0\u2002\u2003\u2009\u3000\u200b\u200c\u200d\u200e\u200f\u00ad\u180e\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2066\u2067\u2068\u2069\ufe0f\ufeff-_.'`’‘\"“”{DOTS}",
    ),
    None,
)
BRACKETS = dict.fromkeys(map(ord, "()（）[]【】"), None)
SLASHES = "/"
UNSEEN = "".join(map(chr, (*range(0x20), 0x7F)))
BETWEEN = frozenset([*map(chr, NOISE), *map(chr, BRACKETS), *SLASHES, *UNSEEN])
