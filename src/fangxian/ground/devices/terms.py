"""What packs say of the phones and tablets of the field."""

from fangxian.ground.policy.declaring import Term, hours, minutes
from fangxian.kernel.text import Text

BUNDLE_HOURS = Term(
    "field.bundle_hours", hours(),
    Text("离线名册的有效期", "The phone's list is valid for"),
    Text("过期后手机不再按名册提示,须联网更新", "Later the phone asks for a network before it advises"),
    Text("手机领不到名册", "No phone gets a list"),
    house=True, required=True,
)  # fmt: skip
CLOCK_MINUTES = Term(
    "field.clock_minutes", minutes(),
    Text("手机时钟可差", "A phone's clock may be off by"),
    Text("差得更多就提示把时间调准", "More than that, and the phone is to be set right"),
    Text("不知道差多少该提示", "Nobody is told of a wrong clock"),
    house=True, required=True,
)  # fmt: skip

TERMS = (BUNDLE_HOURS, CLOCK_MINUTES)
