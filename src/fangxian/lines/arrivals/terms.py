"""What the arrivals room reads of packs."""

from fangxian.ground.policy.declaring import Term, days, minutes, number
from fangxian.kernel.text import Text

AHEAD = Term(
    "arrivals.ahead_days",
    days(),
    Text("最多提前多少天报备", "Announced at most so long ahead"),
    Text("再远的抵达日期按写错退回", "An arrival further ahead is rejected as a slip"),
    Text("写错年份的抵达日期也照收", "A slip of the year is taken as it stands"),
    house=True,
    required=True,
)
CLAIM_DAYS = Term(
    "arrivals.claim_days",
    days(),
    Text("待核填报的保留期", "Claims are kept"),
    Text("到期没有人核实即失效", "A claim that nobody verified ends then"),
    Text("待核填报不会失效", "Claims never end"),
    house=True,
    required=True,
)
ALIKE = Term(
    "arrivals.alike_a_day",
    number("个"),
    Text("一个网络一天填报的同区同日证件", "Numbers of one district and birth"),
    Text(
        "未登录填报再多就不收,防止逐个试号",
        "Filed by nobody signed in, no more are taken from a network",
    ),
    Text("遮住的证件号可以逐个试", "A masked number can be tried out"),
    house=True,
    required=True,
)
GAP_DAYS = Term(
    "arrivals.gap_days",
    number("天"),
    Text("行程空白多少天算行踪不明", "Nothing said for so long is a gap"),
    Text("空白更长的先核实", "A longer one is verified first"),
    Text("行程有空白也不核实", "No gap is ever asked about"),
    house=True,
    required=True,
)
SAME_DAYS = Term(
    "arrivals.same_days",
    number("天"),
    Text("抵达日相差多少天算同一次", "So far apart, one arrival"),
    Text("更近的两次填报是更正,更远的另计一次", "Closer filings correct, further ones are another"),
    Text("一次抵达被当成几次", "One arrival is taken for several"),
    house=True,
    required=True,
)
FEVER = Term(
    "arrivals.fever_celsius",
    number("℃"),
    Text("发热的体温", "A fever begins at"),
    Text("达到的按有症状提示", "From it on a symptom is told"),
    Text("表里的体温不再提示发热", "No temperature is told as a fever"),
    house=True,
    required=True,
)
LONG_AGO = Term(
    "arrivals.long_ago_days",
    days(),
    Text("多少天前抵达要提醒", "An arrival so long past is told"),
    Text("更早的抵达照收,提醒核对年月", "An earlier one is taken and told: old, or a slip"),
    Text("写错年月的抵达日期没有人提醒", "A slip of year or month is told to nobody"),
    house=True,
    required=True,
)
NO_ANSWER = Term(
    "arrivals.no_answer_minutes",
    minutes(),
    Text("没有接听,隔多久再打", "No answer: called again after"),
    Text("在此以前不再排到", "Until then the person is not put forward"),
    Text("电话核实停下", "No calls can be made"),
    house=True,
    required=True,
)
LATER = Term(
    "arrivals.call_later_minutes",
    minutes(),
    Text("稍后再打,隔多久", "Put off: called again after"),
    Text("在此以前不再排到", "Until then the person is not put forward"),
    Text("电话核实停下", "No calls can be made"),
    house=True,
    required=True,
)
TERMS = (
    AHEAD,
    CLAIM_DAYS,
    ALIKE,
    GAP_DAYS,
    SAME_DAYS,
    FEVER,
    LONG_AGO,
    NO_ANSWER,
    LATER,
)
