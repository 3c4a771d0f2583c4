"""What somebody has typed so far, and the screens it is asked on (three questions each).

whom         self | family | neighbour
proxy_name, proxy_phone                     who fills in for a neighbour
p0_name, p0_type, p0_number, p0_phone       the people, p0 … p7
origin, leaving, overseas, entry            where they set out
w0_place, w0_from, w0_to                    stops on the way, w0 … w5
arrival, transport, vehicle                 when and how they come
town, village, address                      where they will live
seen                                        place names that were warned about once
stamp                                       signed moment of the last look (see stamps)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

# Controls, and halves of letters; a letter that this Unicode does not name yet is somebody's name.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
MOST_PEOPLE = 8
MOST_STOPS = 6
LONGEST = 200

PERSON = ("name", "type", "number", "phone")
STOP = ("place", "from", "to")
TRIP: Mapping[str, tuple[str, ...]] = {
    "proxy": ("proxy_name", "proxy_phone"),
    "from": ("origin", "leaving", "overseas", "entry"),
    "arrive": ("arrival", "transport", "vehicle"),
    "home": ("town", "village", "address"),
}
_KNOWN = re.compile(
    r"whom|seen|stamp|proxy_name|proxy_phone|origin|leaving|overseas|entry|arrival|transport"
    r"|vehicle|town|village|address|p[0-7]_(name|type|number|phone)|w[0-5]_(place|from|to)"
)


@dataclass(frozen=True)
class Draft:
    """Typed values by field name. Never trusted, always kept."""

    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, posted: Mapping[str, str]) -> Draft:
        """Only known fields, trimmed, without control characters."""
        return cls(
            {
                name: UNSEEN.sub("", str(value)).strip()[:LONGEST]
                for name, value in posted.items()
                if _KNOWN.fullmatch(name) and str(value).strip()
            }
        )

    def get(self, name: str) -> str:
        return self.values.get(name, "")

    def having(self, **values: str) -> Draft:
        return replace(self, values={**self.values, **values})

    def without(self, kind: str, index: int) -> Draft:
        """Take out a person (kind p) or a stop (kind w); the later ones move up."""
        parts, most = (PERSON, MOST_PEOPLE) if kind == "p" else (STOP, MOST_STOPS)
        kept = {k: v for k, v in self.values.items() if not re.fullmatch(rf"{kind}\d_\w+", k)}
        left = [n for n in range(most) if n != index]
        for new, old in enumerate(left):
            for part in parts:
                if value := self.get(f"{kind}{old}_{part}"):
                    kept[f"{kind}{new}_{part}"] = value
        return replace(self, values=kept)

    @property
    def whom(self) -> str:
        return self.get("whom") if self.get("whom") in {"family", "neighbour"} else "self"

    @property
    def people(self) -> tuple[int, ...]:
        """The people begun, at least one."""
        begun = [n for n in range(MOST_PEOPLE) if self._begun(f"p{n}", ("name", "number"))]
        return tuple(begun) or (0,)

    @property
    def stops(self) -> tuple[int, ...]:
        return tuple(n for n in range(MOST_STOPS) if self._begun(f"w{n}", STOP))

    def _begun(self, stem: str, parts: tuple[str, ...]) -> bool:
        return any(self.get(f"{stem}_{part}") for part in parts)

    def person(self, index: int) -> dict[str, str]:
        return {part: self.get(f"p{index}_{part}") for part in PERSON}

    def stop(self, index: int) -> dict[str, str]:
        return {part: self.get(f"w{index}_{part}") for part in STOP}

    def hidden(self, step: str) -> Iterator[tuple[str, str]]:
        """What travels along unseen while `step` is on the screen."""
        shown = set(fields_of(step))
        return ((name, value) for name, value in self.values.items() if name not in shown)


def fields_of(step: str) -> tuple[str, ...]:
    """The fields asked on a screen."""
    stem, _, index = step.partition("-")
    if stem == "person":
        return tuple(f"p{index}_{part}" for part in PERSON)
    if stem == "way":
        return tuple(f"w{index}_{part}" for part in STOP)
    return TRIP.get(stem, ())


def steps_of(draft: Draft) -> tuple[str, ...]:
    """The screens in order, as the draft now stands."""
    people = tuple(f"person-{n}" for n in draft.people)
    way = tuple(f"way-{n}" for n in draft.stops) or ("way-0",)
    first = ("proxy",) if draft.whom == "neighbour" else ()
    return (*first, *people, "from", *way, "arrive", "home", "check")


def is_step(step: str) -> bool:
    return step == "check" or (
        bool(fields_of(step))
        and bool(re.fullmatch(r"person-[0-7]|way-[0-5]|proxy|from|arrive|home", step))
    )


def after(step: str, draft: Draft) -> str:
    order = steps_of(draft)
    if step in order:
        return order[min(order.index(step) + 1, len(order) - 1)]
    return "from" if step.startswith("person") else "arrive"


def before(step: str, draft: Draft) -> str:
    order = steps_of(draft)
    if step in order:
        return order[max(order.index(step) - 1, 0)]
    last = [s for s in order if s.partition("-")[0] == step.partition("-")[0]]
    return last[-1] if last else order[0]
