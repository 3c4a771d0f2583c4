"""What a guard has scanned or typed: a code, a card, an identity number. Whatever it is, the
answer is the colour of the ledger of now, beside what the code said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fangxian.ground.people import api as people
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.codes import keyring, terms
from fangxian.lines.codes.queries.colours import ColourNow, colours_of, gravest_of
from fangxian.lines.codes.scheme import Scheme, Shade, scheme_on
from fangxian.lines.codes.services.cards import card_of
from fangxian.lines.codes.signing import fx1
from fangxian.lines.codes.subjects import unveil

Kind = Literal["code", "card", "number", "unknown"]
LONGEST = 4096  # letters that are looked at

SCANNED = {"code": "扫健康码", "card": "扫纸质卡", "number": "输证件号码", "unknown": "扫码未识别"}
REVOKED = Text("这张卡已注销,请收回并改用身份证号。", "This card was revoked: keep it, use the id.")
BY_CARD = Text("纸质卡有效。", "The paper card is good.")
BY_NUMBER = Text("按证件号码查到,请核对本人与证件。", "Found by number: compare face and document.")
SEVERAL = Text(
    "这个号码登记着 {count} 份档案(证件种类不同,或尚未合并),按码色最重的一份处置;请核对证件种类、姓名与本人。",
    "{count} records bear this number (other kinds of document, or not merged yet); the gravest "
    "colour counts. Compare the kind of document, the name and the face.",
)
NOBODY = Text(
    "系统里没有此人的登记:请当场登记行程,按登记后的判定处置。",
    "Nobody of this number is on record: register the journey on the spot; the verdict then tells.",
)
UNREADABLE = Text(
    "无法识别。请重新扫描,或输入身份证号。", "Not understood: scan again or type the id number."
)
GONE = Text("码有效,但系统里已没有此人的登记。", "The code is good, but nobody is on record.")
WORSE = Text(
    "码上颜色与现在不同,以现在的为准。", "The colour has changed since: the present one counts."
)


@dataclass(frozen=True)
class HolderFound:
    """`verdict`: of a code those of signing.verdict, of a card good or revoked, of a number
    good or unknown, else unreadable. `colour_now` None: nobody on record."""

    kind: Kind
    person_id: int | None
    name: str  # masked
    colour_now: ColourNow | None
    colour_in_code: Shade | None
    verdict: str
    sentence: Text
    card_id: int | None = None
    jti: str = ""  # the code's own number: the same one twice in a moment is a copy


@reading(needs="codes.scan", words=Text("查验码或证件", "checked a code"))
def resolve(text: str, *, by: Actor) -> HolderFound:
    """Never refuses and never changes a colour; what it looked at is written down."""
    found = _resolve(text.strip()[:LONGEST])
    audit.note(
        person_ids=[found.person_id] if found.person_id else [],
        purpose=SCANNED[found.kind],
        verdict=found.verdict,
    )
    return found


def _resolve(text: str) -> HolderFound:
    if text.upper().startswith(fx1.PREFIX):
        return _code(text)
    card = card_of(text)
    if card is not None:
        verdict, said = ("revoked", REVOKED) if card.revoked_at else ("good", BY_CARD)
        return _person("card", card.person_id, verdict, said, card_id=card.pk)
    return _number(text)


def _code(text: str) -> HolderFound:
    now = clock.now()
    scheme = scheme_on(now.astimezone(clock.COUNTY_TIME).date())
    read = fx1.Terms(grace=scheme.edition.must(terms.GRACE))
    opened = fx1.open(text, keyring.ring(now), now, read)
    said = opened.reason.words
    if opened.claims is None:
        return HolderFound("code", None, "", None, None, opened.verdict, said)
    person = unveil(opened.claims.subject)
    shade = _shade(scheme, opened.claims.colour)
    jti = opened.claims.jti.hex()
    if opened.verdict not in {"good", "grace", "expired"} or person is None:
        return HolderFound("code", None, "", None, shade, opened.verdict, said, jti=jti)
    found = _person("code", person, opened.verdict, said, shade=shade, jti=jti)
    if found.colour_now is None:
        return HolderFound("code", None, "", None, shade, opened.verdict, GONE, jti=jti)
    return found


def _number(text: str) -> HolderFound:
    """Where two records bear one number (entered twice, not merged yet) the graver colour counts."""
    bearers = people.persons_of_numbers([text]).get(text, ())
    if bearers:
        said = BY_NUMBER if len(bearers) == 1 else SEVERAL.fill(count=len(bearers))
        return _person("number", gravest_of(bearers), "good", said)
    if isinstance(people.normalise_document("", text), people.DocumentKey):
        return HolderFound("number", None, "", None, None, "unknown", NOBODY)
    return HolderFound("unknown", None, "", None, None, "unreadable", UNREADABLE)


def _person(
    kind: Kind,
    person_id: int,
    verdict: str,
    said: Text,
    *,
    shade: Shade | None = None,
    card_id: int | None = None,
    jti: str = "",
) -> HolderFound:
    person_id = people.kept_of([person_id])[person_id]  # the code may be from before a merge
    name = people.names_of([person_id]).get(person_id)
    if name is None:
        return HolderFound(kind, None, "", None, shade, verdict, said, card_id, jti)
    colour = colours_of([person_id])[person_id]
    if shade is not None and shade.rank != colour.rank:
        said = Text(f"{said.zh}{WORSE.zh}", f"{said.en} {WORSE.en}")
    return HolderFound(kind, person_id, name, colour, shade, verdict, said, card_id, jti)


def _shade(scheme: Scheme, number: int) -> Shade | None:
    return next((shade for shade in scheme.shades if shade.number == number), None)
