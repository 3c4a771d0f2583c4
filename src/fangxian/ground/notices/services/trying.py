"""Whether the carrier takes anything: one SMS to a number that is typed."""

from __future__ import annotations

from fangxian.ground.access import api as access
from fangxian.ground.notices.senders.outcome import ACCEPTED
from fangxian.ground.notices.senders.sms import sms_sender
from fangxian.kernel import audit, ids
from fangxian.kernel.actor import Actor
from fangxian.kernel.text import Text
from fangxian.kernel.verb import verb

WORDS = "【防线】短信通道测试,请勿回复。"


@verb(needs="access.edit", words=Text("试发短信", "tried the SMS carrier"))
def try_sms(number: str, *, by: Actor) -> str:
    """Send a trial. PhoneUnusable, SmsNotSetUp. Returns why it was not taken, "" when it was."""
    audit.note(subject="notices.trial")
    digits = access.read_phone(number)
    said = sms_sender().send(digits, WORDS, ids.token(24))
    return "" if said.said == ACCEPTED else said.fault or said.said
