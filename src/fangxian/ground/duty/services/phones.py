"""A unit's public phone: printed on notices, shown to residents. Not a person's number."""

from __future__ import annotations

import re

from fangxian.ground.duty import errors, queries
from fangxian.ground.duty.models import Unit
from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

SIGNS = re.compile(r"[+(]?[0-9][0-9() -]*[0-9]")
DIGITS = range(3, 16)  # 120 and 12345 are phones; E.164 has at most 15
WIDE = str.maketrans("（）－—＋", "()--+")


@verb(
    needs="duty.edit",
    words=Text("公布电话", "set a public phone"),
    at=lambda unit_id: queries.place_of_unit(unit_id),
)
def set_public_phone(unit_id: int, phone: str, *, by: Actor) -> str:
    """Say under which number a unit is called by the public; "" takes it away. Returns the
    number as kept. PhoneOdd when it cannot be dialled."""
    plain = " ".join(phone.translate(WIDE).split())
    if plain and not (SIGNS.fullmatch(plain) and sum(map(str.isdigit, plain)) in DIGITS):
        raise errors.PhoneOdd(phone=phone[:40])
    Unit.objects.filter(pk=unit_id).update(public_phone=plain)
    audit.note(subject=f"duty.unit:{unit_id}", phone=plain)
    return plain
