"""What somebody wrote of their vehicle, as a guard types it: 自驾 陕A·12345 is 陕A12345,
粤Z·1234港 is 粤Z1234港 and no train. Pure. `web/src/field/vehicles.ts` says the same; both are
held to contracts/vectors/plates.json.

Plates after GA 36-2018 (cars, new energy, trailers, learners, police, embassies, consulates,
Hong Kong and Macau cars, emergency service), of the forces and the armed police, of airports and of
farm tractors.
"""

from __future__ import annotations

import re
import unicodedata

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
GAP = r"[^A-Z0-9\u4e00-\u9fff,;/|()]{0,2}"  # dots, blanks and dashes inside one plate
SIGN = rf"{GAP}[A-Z0-9]"
FIRST = rf"[{PROVINCES}]{GAP}[A-Z]"
END = r"(?![A-Z0-9])"
FORMS = (
    rf"{FIRST}(?:{SIGN}){{4}}{GAP}(?:应{GAP}急|[挂学警领港澳试超])",
    rf"{FIRST}(?:{SIGN}){{5,6}}{END}(?:{GAP}临)?",
    rf"{FIRST}{GAP}临(?:{SIGN}){{4,5}}{END}",
    rf"临{GAP}{FIRST}(?:{SIGN}){{4,5}}{END}",
    rf"[{PROVINCES}](?:{SIGN}){{7}}{END}",  # farm tractors: two digits, then five
    rf"[使领](?:{GAP}\d){{6}}{END}",
    rf"(?:{GAP}\d){{6}}{GAP}[使领]",
    rf"民{GAP}航(?:{SIGN}){{4,5}}{END}",
    rf"(?<![A-Z0-9])W{GAP}J{GAP}[{PROVINCES}](?:{SIGN}){{4,5}}{END}",
    rf"(?<![A-Z0-9])WJ(?:{SIGN}){{6,7}}{END}",
    rf"[军海空北沈兰济南广成]{GAP}[A-Z](?:{GAP}\d){{5}}{END}",
    rf"(?<![A-Z0-9])[VKHBSLJNGCEDFZ]{GAP}[A-Z](?:{GAP}\d){{5}}{END}",
)
PLATE = re.compile("|".join(FORMS))
# trains and flights: G1234, 4406, CA1234, 3U8888; 粤Z1234 is half a plate, 北京G1234次 is none
HALF = rf"(?<!^[{PROVINCES}])(?<![^\u4e00-\u9fff][{PROVINCES}])"
LETTERED = re.compile(rf"(?<![A-Z0-9]){HALF}(?:[A-Z]{{1,2}}\d{{1,4}}|\d[A-Z]\d{{2,4}})(?![A-Z0-9])")
NUMBERED = re.compile(r"(?<![A-Z0-9])\d{3,5}(?![A-Z0-9])")
LETTERS = 12  # the longest that is kept of a plate


def vehicles_in(text: str) -> tuple[str, ...]:
    """Plates in a text, else the trains and flights in it, each as it is compared."""
    wide = unicodedata.normalize("NFKC", text).upper()
    found = PLATE.findall(wide) or LETTERED.findall(wide) or NUMBERED.findall(wide)
    return tuple(dict.fromkeys(_plain(one) for one in found))


def vehicle_of(text: str) -> str:
    """The vehicle that a text names and nothing else, "" when it is something else: a number,
    a code, a card."""
    found = vehicles_in(text)
    return found[0] if len(found) == 1 and comparable(text) == found[0] else ""


def plate_kept(text: str) -> str:
    """What is kept of a field for a plate: the one plate in it, else all its letters and digits."""
    found = PLATE.findall(unicodedata.normalize("NFKC", text).upper())
    return (_plain(found[0]) if len(found) == 1 else comparable(text))[:LETTERS]


def comparable(text: str) -> str:
    """A plate, or the beginning of one, as it is kept and compared: half width, capitals, nothing
    between. "" for nothing."""
    return _plain(unicodedata.normalize("NFKC", text).upper())


def _plain(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
