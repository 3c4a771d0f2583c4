"""What the zones room reads of packs."""

from fangxian.ground.policy.declaring import Term, whole
from fangxian.kernel.text import Text

LEFT_OUT_ALONE = Term(
    "zones.left_out_alone",
    whole("处"),
    Text("一人一天内名单不再列的风险区", "Areas that lists of one person end a day"),
    Text("更多的照旧列着,须两人办理", "More stay listed and take two people"),
    Text("名单漏了多少风险区都一人说了算", "One person's list ends however many"),
    house=True,
    required=True,
)

TERMS = (LEFT_OUT_ALONE,)
