"""Sign-ins on a phone that were ended before their time: what rests on one opens nothing more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from fangxian.kernel import audit
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import PUBLIC, verb
from fangxian.lines.codes.models import EndedSession

LENGTH = 8  # bytes of a session's name, drawn by chance, and of a phone's mark in a pass


@verb(needs=PUBLIC, words=Text("退出我的码", "signed out of my code"))
def end_session(session: bytes, until: datetime, *, by: Actor) -> None:
    """Whoever holds this phone signs out. `until`: when it would have ended by itself. Twice changes
    nothing."""
    EndedSession.objects.get_or_create(session=session, defaults={"until": until})
    audit.note(purpose="退出我的码")


def ended_among(sessions: Collection[bytes]) -> set[bytes]:
    """Those of these sessions that were ended. One query."""
    found = EndedSession.objects.filter(session__in=sessions)
    return set(map(bytes, found.values_list("session", flat=True)))
