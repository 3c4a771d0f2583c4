"""What the access room reads of packs."""

from fangxian.ground.policy.declaring import Term, days
from fangxian.kernel.text import Text

PAIR_DAYS = Term(
    "access.pair_days",
    days(0),
    Text(
        "新开立或被重置的账号,隔多少天可参与两人办理", "A new or reset account is one of two after"
    ),
    Text("这些天里它的提出和同意都不算数", "Until then it neither asks nor agrees"),
    Text("两人办理全部停下", "Nothing that takes two people can be done"),
    house=True,
    required=True,
)

TERMS = (PAIR_DAYS,)
