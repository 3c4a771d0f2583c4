"""Who may come by: who is restricted here, and those expected while the list lasts."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fangxian.doors.field.bundle.deriving import names_in
from fangxian.doors.field.bundle.salting import BundleId, index_of, plain
from fangxian.ground.devices import api as devices
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.codes import pages as codes

DUE = timedelta(
    days=1
)  # today and tomorrow: whoever is restricted and due is carried before all others
MOST = 5_000  # read of the ledger
FAR = 1_000  # days: whoever is not expected comes after all who are
LEFT_OUT = Text(
    "名单只带了 {most} 人(今明两天到、有管控的最先,管控重的、日期近的在前),另有 {left} 人没有带上,"
    "{among},须联网核对;查不到不等于没有管控",
    "The list carries {most} people (the restricted who are due today or tomorrow, then the gravest "
    "and nearest); {left} more are left out, {among}, and must be checked with a network. Not found "
    "does not mean not restricted",
)
AMONG = Text("其中有管控或待核的 {held} 人", "{held} of them restricted or to be verified")
AT_LEAST = Text(
    "其中有管控或待核的至少 {held} 人", "at least {held} of them restricted or to be verified"
)

UNDECIDED = Text(
    "有 {n} 位申报的人刚报来,还在研判,先按待核处置;手机会自动再取名册",
    "{n} who declared are still being decided about: to verify until then; the phone fetches the list "
    "again by itself",
)
BEING_DECIDED = Text(
    "已申报,正在研判,结果出来以前按待核处理",
    "Declared and being decided about; until then to be verified",
)


NOT_CLEAR = Text("“{said}”没有问清是哪里", "“{said}”: not found out yet where that is")
UNTIL_VERIFIED = Text("{words}(直到核实)", "{words} (until it is verified)")


@dataclass(frozen=True)
class Expected:
    """Who comes, and what was declared of them: person → row of the ledger. `beyond`: how many
    more there are than were read."""

    rows: dict[int, arrivals.LedgerRow]
    beyond: int = 0


@dataclass(frozen=True)
class Carried:
    """Who stands in a list, in order of weight; how many do not, for want of room, and how many of
    these are known to be restricted or 待核."""

    ids: list[int]
    coming: Expected
    left: int
    held: int = 0


NOBODY = Expected({})
NO_LIST = Carried([], NOBODY, 0)


def expected(place: str, around: date, *, by: Actor) -> Expected:
    """Those who arrive inside a place in the days around one, as declared."""
    if not by.may("arrivals.read", place):
        return NOBODY
    rows: dict[int, arrivals.LedgerRow] = {}
    beyond = 0
    for first, last in _nearest_first(around, devices.listed(around, place)):
        wanted = arrivals.LedgerFilter(
            place=place, arrival_from=first, arrival_to=last, sort="arrival"
        )
        found = arrivals.ledger(wanted, by=by, size=max(1, MOST - len(rows)))
        rows = {row.person_id: row for row in found.rows} | rows
        beyond += found.total - len(found.rows)
    return Expected(rows, beyond)


def _nearest_first(around: date, some: devices.Listed) -> tuple[tuple[date, date], ...]:
    """Today and tomorrow, then the days behind, then those further ahead: whoever comes now is read
    before the ledger's limit is reached."""
    day = timedelta(days=1)
    return (
        (around, around + DUE),
        (around - some.before, around - day),
        (around + DUE + day, around + some.after),
    )


def _everybody(place: str, around: date, by: Actor) -> tuple[list[int], Expected, dict[int, int]]:
    held = codes.standings_at(place, by=by) if by.may("codes.scan", place) else ()
    coming = expected(place, around, by=by)
    ranks = {row.person_id: row.rank for row in held}
    everybody = ranks.keys() | coming.rows.keys()
    return (
        sorted(
            everybody,
            key=lambda one: (_weight(ranks.get(one, 0), coming.rows.get(one), around), one),
        ),
        coming,
        ranks,
    )


def _weight(
    rank: int, row: arrivals.LedgerRow | None, around: date
) -> tuple[bool, int, bool, bool, int]:
    """Whom a guard needs first: the restricted who are due today or tomorrow, then the others who are
    restricted here, the gravest at the head; then of those who come the restricted (their standing may
    lie elsewhere), those of whom something is to be found out, and the nearest days. `rank`: of the
    standing here, 0 where nothing is asked."""
    if row is None:
        return True, -rank, True, True, FAR
    apart = (row.arrival - around).days
    restricted = _restricted(rank, row)
    due = 0 <= apart <= DUE.days
    return not (restricted and due), -rank, _free(row), not row.uncertain, abs(apart)


def _free(row: arrivals.LedgerRow) -> bool:
    return row.measure in ("", "none")


def _restricted(rank: int, row: arrivals.LedgerRow | None) -> bool:
    return rank > 0 or (row is not None and (not _free(row) or row.uncertain))


def ids_around(place: str, around: date, *, by: Actor) -> list[int]:
    """Everybody whom a list of that day may have named."""
    return _everybody(place, around, by)[0]


def carried(place: str, on: date, *, by: Actor) -> Carried:
    """In order of weight, as many as a list has room for."""
    ids, coming, ranks = _everybody(place, on, by)
    most = devices.listed(on, place).most
    rest = ids[most:]
    held = sum(_restricted(ranks.get(one, 0), coming.rows.get(one)) for one in rest)
    return Carried(ids[:most], coming, len(rest) + coming.beyond, held)


def left_out(some: Carried) -> dict[str, Any] | None:
    """What a list of this place lacks, in words; None when it lacks nobody."""
    if not some.left:
        return None
    among = (AT_LEAST if some.coming.beyond else AMONG).fill(held=some.held)
    said = LEFT_OUT.fill(most=len(some.ids), left=some.left, among=among)
    return {"people": some.left, "zh": said.zh, "en": said.en}


def people_of(some: Carried, place: str, day: BundleId) -> list[dict[str, Any]]:
    """The rows of a bundle, in order of expected day. BeingMade."""
    ids, coming, salt = some.ids, some.coming, day.salt(place)
    marks, colours = marks_of(ids, coming), codes.in_force_of(ids)
    called = names_in(place, day.day, salt, _texts(marks))
    seen = checkpoints.seen_lately(ids)
    measures = checkpoints.barrier_edition(place).measures
    names, homes = people.names_of(ids), people.places_of(ids)
    rows = [
        _row(
            salt,
            called,
            marks[person],
            names[person],
            colours[person],
            row := coming.rows.get(person),
            homes.get(person, ""),
            measures,
            row.unresolved if row else (),
        )
        | {"s": _seen(seen.get(person))}
        for person in ids
        if person in names and person in marks
    ]
    return sorted(rows, key=lambda row: (row["e"] or "9", row["r"]))


def row_of(
    person: int, place: str, day: BundleId, journey: arrivals.Dossier | None
) -> dict[str, Any] | None:
    """The row of somebody who stands in no list, as a list would have it; None of a record that is gone.
    Nothing is derived: they were found by their number already."""
    marks, names = marks_of([person]), people.names_of([person])
    if person not in marks or person not in names:
        return None
    in_force, home = codes.in_force_of([person])[person], people.places_of([person])
    row = _row(
        day.salt(place),
        defaultdict(str),
        marks[person],
        names[person],
        in_force,
        None,
        home.get(person, ""),
        {},
        journey.unresolved if journey else (),
    )
    row |= {"i": "", "j": [], "p": [], "s": _seen(checkpoints.seen_lately([person]).get(person))}
    if journey:
        row |= {
            "d": journey.declaration_id,
            "e": journey.arrival.isoformat(),
            "t": f"{journey.town}{journey.village}",
        }
    return row


def undecided(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """That verdicts are still to come for some of the rows, in words; None when none is."""
    left = sum(1 for row in rows if row["w"] == BEING_DECIDED.zh)
    if not left:
        return None
    said = UNDECIDED.fill(n=left)
    return {"people": left, "zh": said.zh, "en": said.en}


def texts_of(some: Carried) -> list[str]:
    """Every number and plate that a list of these people is made from."""
    return _texts(marks_of(some.ids, some.coming))


def _texts(marks: Mapping[int, Marks]) -> list[str]:
    return [text for one in marks.values() for text in (*one.numbers, *one.plates)]


@dataclass(frozen=True)
class Marks:
    """By what somebody is recognised: the numbers of all their documents, the first entered first;
    vehicles; and what their cards and codes name, their code's last. Stays on the server."""

    numbers: tuple[str, ...]
    plates: tuple[str, ...]
    tokens: tuple[str, ...]


def marks_of(ids: Sequence[int], coming: Expected = NOBODY) -> dict[int, Marks]:
    audit.note(person_ids=ids, purpose="终端名册")
    cards, plates = codes.card_tokens(ids), _plates(ids, coming)
    return {
        person: Marks(numbers, plates[person], (*cards.get(person, ()), subject_of(person)))
        for person, numbers in people.numbers_of(ids).items()
    }


def _plates(ids: Sequence[int], coming: Expected) -> dict[int, tuple[str, ...]]:
    """Vehicles of earlier crossings, and the one that was declared for this journey."""
    before = checkpoints.plates_of(ids)
    declared = arrivals.vehicles_of([row.declaration_id for row in coming.rows.values()])
    return {
        person: tuple(
            dict.fromkeys(
                [
                    *before.get(person, ()),
                    *(
                        checkpoints.vehicles_in(
                            declared.get(coming.rows[person].declaration_id, "")
                        )
                        if person in coming.rows
                        else ()
                    ),
                ]
            )
        )
        for person in ids
    }


def subject_of(person_id: int) -> str:
    """The person as their code names them: URL-safe base64 without padding."""
    return base64.urlsafe_b64encode(codes.veil(person_id)).rstrip(b"=").decode()


def _row(
    salt: bytes,
    called: Mapping[str, str],
    marks: Marks,
    name: str,
    in_force: tuple[codes.ColourNow, ...],
    declared: arrivals.LedgerRow | None,
    home: str,
    measures: Mapping[str, Text],
    unclear: Sequence[str],
) -> dict[str, Any]:
    town = declared.town if declared else _name(home, 9)
    village = declared.village if declared else _name(home, 12)
    first, *others = marks.numbers or ("",)
    measure = _measure(declared, measures)
    worst, *also = (_held(one, unclear) for one in in_force)
    if declared and in_force[0].undecided:  # a whole ledger is coloured some seconds after it came
        worst |= {"w": BEING_DECIDED.zh, "w_en": BEING_DECIDED.en}
    return {
        "r": index_of(salt, marks.tokens[-1]),
        "i": called[plain(first)],
        "j": [called[plain(other)] for other in others],
        "n": name,
        **worst,
        "o": also,
        "d": declared.declaration_id if declared else None,
        "e": declared.arrival.isoformat() if declared else None,
        "t": f"{town}{village}",
        "m": measure.zh,
        "m_en": measure.en,
        "p": [called[plain(plate)] for plate in marks.plates],
        "k": [index_of(salt, token) for token in marks.tokens],
    }


def _held(one: codes.ColourNow, unclear: Sequence[str]) -> dict[str, Any]:
    """A 待核 has no day to wait for: why, where the declaration tells, and that it is to be asked."""
    if one.to_verify:
        words = UNTIL_VERIFIED.fill(words=_why(one.words, unclear))
        return {"c": one.code, "x": one.disease, "u": None, "w": words.zh, "w_en": words.en}
    until = one.until.isoformat() if one.until else None
    return {"c": one.code, "x": one.disease, "u": until, "w": one.words.zh, "w_en": one.words.en}


def _why(words: Text, unclear: Sequence[str]) -> Text:
    """What was written that nobody understands (“魔都”), and the words of a 待核."""
    if not unclear:
        return words
    said = [NOT_CLEAR.fill(said=one.partition(":")[2] or one) for one in unclear[:2]]
    return Text(
        f"{'、'.join(one.zh for one in said)}。{words.zh}",
        f"{', '.join(one.en for one in said)}. {words.en}",
    )


def _seen(row: checkpoints.SeenRow | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {"at": row.at.isoformat(), "site": row.checkpoint, "o": row.outcome, "v": row.proven}


def _name(place: str, digits: int) -> str:
    return places.name_of(place[:digits]) if len(place) >= digits else ""


def _measure(declared: arrivals.LedgerRow | None, measures: Mapping[str, Text]) -> Text:
    if declared is None or declared.measure in ("", "none"):
        return Text("", "")
    return measures.get(declared.measure, Text(declared.measure, declared.measure))
