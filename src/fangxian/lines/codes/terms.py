"""What the codes room reads of packs: how long a code holds, passwords, alarms, reasons by hand."""

from collections.abc import Collection

from fangxian.ground.policy.declaring import CLOCK, CODES, PAIR, Term, days, hours, minutes, whole
from fangxian.ground.policy.edition import Edition
from fangxian.kernel.text import Text

NO_CODE = Text("发不出码", "No code can be shown")
NO_PASSWORD = Text("发不出验证码", "No one-time password can be sent")
NO_ALARM = Text("集中改码没有报警", "A burst of changes raises no alarm")
ALARM = Text("一个时段里达到此数就报警", "So many within the span raise an alarm")


def _reasons(edition: Edition) -> Collection[str]:
    return edition.value(MANUAL_REASONS) or ()


LIFE = Term(
    "codes.life_minutes",
    minutes(),
    Text("一张码的有效期", "A code is valid for"),
    Text("过期的码要重新出示", "Later it is shown anew"),
    NO_CODE,
    house=True,
    required=True,
)
GRACE = Term(
    "codes.grace_minutes",
    minutes(),
    Text("断网时过期码仍认", "Accepted past its end without network"),
    Text("没有网络的卡口在此以内仍认过期的码", "A barrier without a network accepts it so long"),
    NO_CODE,
    house=True,
    required=True,
)
KEY_DAYS = Term(
    "codes.key_days",
    days(),
    Text("签发密钥的使用期", "A key signs for"),
    Text("到期自动换新的密钥", "Then a new key signs"),
    Text("密钥不换", "No key is ever changed"),
    house=True,
    required=True,
)
KEY_LIST_HOURS = Term(
    "codes.key_list_hours",
    hours(),
    Text("密钥清单的有效期", "Key list is valid for"),
    Text("过期的清单不再用来验码", "An older list verifies nothing"),
    Text("卡口领不到密钥清单,验不了码", "No barrier gets a key list"),
    house=True,
    required=True,
)
PASSWORD_MINUTES = Term(
    "codes.password_minutes",
    minutes(),
    Text("验证码的有效期", "A one-time password is valid for"),
    Text("过期须重新获取", "Later another is asked for"),
    NO_PASSWORD,
    house=True,
    required=True,
)
PASSWORD_TRIES = Term(
    "codes.password_tries",
    whole("次"),
    Text("一个验证码可试", "Tries of a one-time password"),
    Text("试满作废", "After so many it is void"),
    NO_PASSWORD,
    house=True,
    required=True,
)
PASSWORDS_PER_HOUR = Term(
    "codes.passwords_per_hour",
    whole("次"),
    Text("每小时可取验证码", "One-time passwords an hour"),
    Text("取满请稍后再取", "After so many one waits"),
    NO_PASSWORD,
    house=True,
    required=True,
)
PHONE_PROOF_DAYS = Term(
    "codes.phone_proof_days",
    days(),
    Text("手机号核对的有效期", "A checked phone holds for"),
    Text("过期再填一次证件号码", "Later the document is typed once more"),
    Text("单凭手机号登录停用", "Nobody signs in by the phone alone"),
    house=True,
    required=True,
)
ALARM_MINUTES = Term(
    "codes.alarm_minutes",
    minutes(),
    Text("集中改码:统计时段", "Burst of changes: watched span"),
    Text("在这段时间里数人工改码", "Changes by hand are counted within it"),
    NO_ALARM,
    house=True,
    required=True,
)
ALARM_OPERATOR = Term(
    "codes.alarm_operator",
    whole("人"),
    Text("集中改码:同一经办人", "Burst of changes: one officer"),
    ALARM,
    NO_ALARM,
    house=True,
    required=True,
)
ALARM_PLACE = Term(
    "codes.alarm_place",
    whole("人"),
    Text("集中改码:同一地方", "Burst of changes: one place"),
    ALARM,
    NO_ALARM,
    house=True,
    required=True,
)
ALARM_REASON = Term(
    "codes.alarm_reason",
    whole("人"),
    Text("集中改码:同一理由", "Burst of changes: one reason"),
    ALARM,
    NO_ALARM,
    house=True,
    required=True,
)
ALARM_EXPORT = Term(
    "codes.alarm_export",
    whole("人"),
    Text("大批明文导出:一人一天内", "In clear to one hand within a day"),
    Text("更多的报警给指挥部和审计", "More ring at headquarters and with the auditor"),
    Text("导出多少人都没有人知道", "However many go out, nobody is told"),
    house=True,
    required=True,
)
FREE_ALONE = Term(
    "codes.free_alone",
    whole("人"),
    Text("一人一天内可解除限制的人数", "One person frees so many a day"),
    Text("更多的须两人办理", "More take two people"),
    Text("解除多少人都一人说了算", "One person frees however many"),
    house=True,
    required=True,
)
APPEAL = Term(
    "clocks.appeal",
    CLOCK,
    Text("申诉答复", "Appeal answered"),
    Text("申诉在此以内答复,到时未答即为逾期", "An appeal is late after it"),
    Text("不能提出申诉", "No appeal can be made"),
    required=True,
)
MANUAL_REASONS = Term(
    "codes.manual_reasons",
    CODES,
    Text("可人工认定的理由", "Reasons for a decision by hand"),
    Text("人工认定只能从这几项里选理由", "A decision by hand has one of them"),
    Text("不能人工认定", "Nothing can be decided by hand"),
)
REASON_WORDS = Term(
    "codes.manual_reason.{reason}.words",
    PAIR,
    Text("人工认定理由", "Reason by hand"),
    Text("理由的名称", "What the reason is called"),
    Text("有理由而没有名称,不能人工认定", "A reason without words: nothing can be decided by hand"),
    names=_reasons,
    required=True,
)
REASON_DAYS = Term(
    "codes.manual_reason.{reason}.days",
    days(),
    Text("人工认定最长", "By hand for at most"),
    Text("按此理由认定最长这么多天", "A decision for this reason ends by then"),
    Text(
        "有理由而没有期限,不能人工认定", "A reason without an end: nothing can be decided by hand"
    ),
    names=_reasons,
    required=True,
)

TERMS = (
    LIFE,
    GRACE,
    KEY_DAYS,
    KEY_LIST_HOURS,
    PASSWORD_MINUTES,
    PASSWORD_TRIES,
    PASSWORDS_PER_HOUR,
    PHONE_PROOF_DAYS,
    ALARM_MINUTES,
    ALARM_OPERATOR,
    ALARM_PLACE,
    ALARM_REASON,
    ALARM_EXPORT,
    FREE_ALONE,
    APPEAL,
    MANUAL_REASONS,
    REASON_WORDS,
    REASON_DAYS,
)
