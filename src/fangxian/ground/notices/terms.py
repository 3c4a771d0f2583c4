"""What notices reads of packs: when phones of staff are left in peace, how things are gathered."""

from fangxian.ground.notices.rules import DAY
from fangxian.ground.policy.declaring import Term, days, whole
from fangxian.kernel.text import Text

LOUD = Text("不分昼夜都提醒", "Phones are woken at any hour")
QUIET_FROM = Term(
    "notices.quiet_from_minute",
    whole("分钟", 0, DAY - 1),
    Text("静默时段从(当日第几分钟)", "Quiet from (minute of the day)"),
    Text(
        "静默时段里只有警报和静默结束前到期的指令会提醒手机",
        "Only alarms and what falls due before its end wake a phone",
    ),
    LOUD,
    house=True,
    required=True,
)
QUIET_UNTIL = Term(
    "notices.quiet_until_minute",
    whole("分钟", 0, DAY - 1),
    Text("静默时段到(当日第几分钟)", "Quiet until (minute of the day)"),
    Text("与起点相同即不设静默时段", "The same as the start: never quiet"),
    LOUD,
    house=True,
    required=True,
)
DIGEST = Term(
    "notices.digest_hours",
    whole("小时", 0, 24),
    Text("提醒隔几小时汇总一次", "Reminders are gathered for"),
    Text(
        "0 为随到随提醒,24 为每天一次,其余每小时一次",
        "0: at once, 24: once a day, else by the hour",
    ),
    Text("随到随提醒", "At once"),
    house=True,
    required=True,
)
DIGEST_AT = Term(
    "notices.digest_minute",
    whole("分钟", 0, DAY - 1),
    Text("每天汇总的时刻(当日第几分钟)", "The day's digest goes at (minute of the day)"),
    Text("按天汇总的这时发出", "A daily digest goes then"),
    Text("没有每天的汇总", "There is no daily digest"),
    house=True,
    required=True,
)
SUBSCRIBED = Term(
    "notices.subscription_days",
    days(),
    Text("浏览器提醒多少天没有见到就作废", "A browser's reminder ends when not seen for"),
    Text("此后须重新开启", "Then it is switched on again"),
    Text("换下的手机一直收到提醒", "A phone that was passed on is woken for ever"),
    house=True,
    required=True,
)
TERMS = (QUIET_FROM, QUIET_UNTIL, DIGEST, DIGEST_AT, SUBSCRIBED)
