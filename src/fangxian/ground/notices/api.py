"""Everything that notices offers."""

from fangxian.ground.notices.errors import (
    HoursWrong,
    NobodyToNotify,
    NoPushService,
    NoSuchTemplate,
    SmsNotSetUp,
    TemplateFaulty,
    TooManyNotices,
)
from fangxian.ground.notices.queries import (
    COUNTED,
    INSTRUCTION,
    KINDS,
    ChoiceRow,
    InboxRow,
    SentCount,
    deliveries,
    inbox,
    notice_choice,
    told,
    unseen,
)
from fangxian.ground.notices.retention import RETENTION
from fangxian.ground.notices.rules import DIGESTS
from fangxian.ground.notices.senders.keys import public_key
from fangxian.ground.notices.senders.sms import sms_is_on
from fangxian.ground.notices.services.delivering import deliver_when_due
from fangxian.ground.notices.services.inbox import choose_notices, look, mark_read
from fangxian.ground.notices.services.subscribing import end_reminders, subscribe, unsubscribe
from fangxian.ground.notices.services.telling import News, tell
from fangxian.ground.notices.services.trying import try_sms
from fangxian.ground.notices.services.writing import (
    TEMPLATES,
    NoticePhase,
    NoticeRow,
    template_for,
    write_notices,
)

__all__ = [
    "COUNTED",
    "DIGESTS",
    "INSTRUCTION",
    "KINDS",
    "RETENTION",
    "TEMPLATES",
    "ChoiceRow",
    "HoursWrong",
    "InboxRow",
    "News",
    "NoPushService",
    "NoSuchTemplate",
    "NobodyToNotify",
    "NoticePhase",
    "NoticeRow",
    "SentCount",
    "SmsNotSetUp",
    "TemplateFaulty",
    "TooManyNotices",
    "choose_notices",
    "deliver_when_due",
    "deliveries",
    "end_reminders",
    "inbox",
    "look",
    "mark_read",
    "notice_choice",
    "public_key",
    "sms_is_on",
    "subscribe",
    "tell",
    "template_for",
    "told",
    "try_sms",
    "unseen",
    "unsubscribe",
    "write_notices",
]
