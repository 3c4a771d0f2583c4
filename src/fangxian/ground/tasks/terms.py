"""What the tasks room reads of packs: what may come of an instruction."""

from collections.abc import Collection

from fangxian.ground.policy.declaring import CODES, Term
from fangxian.ground.policy.edition import Edition
from fangxian.kernel.text import Text

KINDS = (
    "verify",
    "control",
    "pushed_check",
    "claim",
    "phone_check",
    "checkpoint_hold",
    "checkpoint_slipped",
)


def _kinds(_edition: Edition) -> Collection[str]:
    return KINDS


OUTCOMES = Term(
    "tasks.outcomes.{kind}",
    CODES,
    Text("办结时可选的结果", "Results to choose from"),
    Text("这一类指令办结时从这几项里选", "An instruction of this kind ends with one of them"),
    Text("这一类用“其余各类”的结果", "The kind has the results of all others"),
    names=_kinds,
    house=True,
)
OTHER = Term(
    "tasks.outcomes.other",
    CODES,
    Text("办结时可选的结果:其余各类", "Results to choose from: all other kinds"),
    Text("没有单列的各类指令从这几项里选", "Kinds without a list of their own have these"),
    Text("没有单列的各类指令无法办结", "Instructions of other kinds cannot be ended"),
    house=True,
    required=True,
)
LEFT_OPEN = Term(
    "tasks.outcomes_left_open",
    CODES,
    Text("不算办成的结果", "Results that leave it open"),
    Text("选了它们,指令仍开着,记一次未成", "The instruction stays open, an attempt is noted"),
    Text(
        "分不出哪些结果不算办成,指令无法办结",
        "Nobody knows what leaves it open: nothing can be ended",
    ),
    house=True,
    required=True,
)

TERMS = (OUTCOMES, OTHER, LEFT_OPEN)
