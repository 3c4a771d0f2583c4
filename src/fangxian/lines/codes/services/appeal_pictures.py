"""What somebody shows with an appeal: drawn anew, sealed, opened by an audited reading."""

from __future__ import annotations

import base64

from fangxian.kernel import audit, crypto, pictures
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import reading
from fangxian.lines.codes.errors import PictureUnreadable
from fangxian.lines.codes.models import Appeal

ABOUT = "codes.appeal_photo"
DECIDE = "codes.decide_appeal"


def sealed(photo: bytes) -> bytes:
    """PictureUnreadable where it is none, or too large."""
    try:
        drawn = pictures.redrawn(photo)
    except (pictures.Unreadable, pictures.TooLarge) as error:
        raise PictureUnreadable from error
    return crypto.seal(base64.b64encode(drawn).decode(), about=ABOUT)


@reading(needs=DECIDE, words=Text("查看申诉照片", "looked at a picture of an appeal"))
def appeal_photo(appeal_id: int, *, by: Actor) -> bytes:
    """The picture of an appeal, as JPEG. NotFound outside the area, or without one."""
    within = by.scope(DECIDE).q(place="place")
    row = Appeal.objects.filter(within, pk=appeal_id, sealed_photo__isnull=False).first()
    if row is None:
        raise NotFound(what=Text("照片", "The picture"))
    audit.note(
        subject=f"codes.appeal:{appeal_id}",
        person_ids=[row.person_id],
        place=row.place,
        purpose="办理申诉",
    )
    return base64.b64decode(crypto.unseal(bytes(row.sealed_photo or b""), about=ABOUT))
