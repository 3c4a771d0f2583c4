"""What packs say of the phones and tablets of the field."""

from fangxian.ground.policy.declaring import Term, days, hours, minutes, whole
from fangxian.kernel.text import Text

BUNDLE_HOURS = Term(
    "field.bundle_hours",
    hours(),
    Text("离线名册的有效期", "The phone's list is valid for"),
    Text(
        "过期后手机不再按名册提示,须联网更新",
        "Later the phone asks for a network before it advises",
    ),
    Text("手机领不到名册", "No phone gets a list"),
    house=True,
    required=True,
)
CLOCK_MINUTES = Term(
    "field.clock_minutes",
    minutes(),
    Text("手机时钟可差", "A phone's clock may be off by"),
    Text("差得更多就提示把时间调准", "More than that, and the phone is to be set right"),
    Text("不知道差多少该提示", "Nobody is told of a wrong clock"),
    house=True,
    required=True,
)
LISTED_AT_MOST = 600  # with more, a stranger's number would fit somebody once in a hundred times
LIST_BEFORE = Term(
    "field.list_days_before",
    days(0),
    Text("离线名册带几天前到的人", "The phone's list has who arrived days before"),
    Text("更早到的要联网核对", "Whoever came earlier is checked with a network"),
    Text("手机领不到名册", "No phone gets a list"),
    house=True,
    required=True,
)
LIST_AFTER = Term(
    "field.list_days_after",
    days(1),
    Text("离线名册带几天后到的人", "The phone's list has who arrives days ahead"),
    Text("更晚到的要联网核对", "Whoever comes later is checked with a network"),
    Text("手机领不到名册", "No phone gets a list"),
    house=True,
    required=True,
)
LIST_PEOPLE = Term(
    "field.list_people",
    whole("人", most=LISTED_AT_MOST),
    Text("离线名册最多带多少人", "The phone's list has at most"),
    Text("带不下的注明人数,要联网核对", "How many are left out is told; they need a network"),
    Text("手机领不到名册", "No phone gets a list"),
    house=True,
    required=True,
)

TERMS = (BUNDLE_HOURS, CLOCK_MINUTES, LIST_BEFORE, LIST_AFTER, LIST_PEOPLE)
