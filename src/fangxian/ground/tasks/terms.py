"""What the tasks room reads of packs: what may come of an instruction."""

from collections.abc import Collection, Mapping
from typing import Any

from fangxian.ground.policy.declaring import CODES, Kind, Term
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


REQUIRED, OPTIONAL = "required", "optional"
PROOFS = {  # what a report can prove itself by, in the order of the form
    "photo": Text("现场照片", "a picture"),
    "spot": Text("现场定位", "the spot, by the phone's position"),
    "companion": Text("同去的人", "who went along"),
}


def _are_proofs(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        code in PROOFS and said in {REQUIRED, OPTIONAL} for code, said in value.items()
    )


EVIDENCE_KIND: Kind[Mapping[str, str]] = Kind(
    Text(
        "一张清单,每项写成“凭据: required 或 optional”,凭据是 " + "、".join(PROOFS),
        "a list, each “evidence: required or optional”, of " + ", ".join(PROOFS),
    ),
    _are_proofs,
    dict,
    {
        "type": "object",
        "propertyNames": {"enum": list(PROOFS)},
        "additionalProperties": {"enum": [REQUIRED, OPTIONAL]},
    },
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

IN_PLACE = Term(
    "tasks.outcomes_in_place",
    CODES,
    Text("算作到位的结果", "Results by which it is in place"),
    Text(
        "选了它们,措施才算落实到位;开始之前不能选,并须附所要的凭据",
        "Only these count as in place; not before it begins, and with the evidence asked for",
    ),
    Text("分不出哪些算到位,指令无法办结", "Nobody knows what is in place: nothing can be ended"),
    house=True,
    required=True,
)


def _measures(edition: Edition) -> Collection[str]:
    return tuple(edition.measures)


EVIDENCE = Term(
    "tasks.evidence.{measure}",
    EVIDENCE_KIND,
    Text("落实这项措施要附的凭据", "Evidence that this measure is in place"),
    Text(
        "报“到位”时,必附的缺了不收,可附的可以不附",
        "Reported as in place without what is required, it is not taken",
    ),
    Text("按“其余各类”的凭据", "That of all others is asked for"),
    names=_measures,
)
EVIDENCE_OTHER = Term(
    "tasks.evidence.other",
    EVIDENCE_KIND,
    Text("要附的凭据:其余各类", "Evidence: all others"),
    Text("没有单列的措施和指令按这一项", "Measures and instructions without their own have this"),
    Text("不知道要附什么,指令无法办结", "Nobody knows what to ask for: nothing can be ended"),
    house=True,
    required=True,
)

TERMS = (OUTCOMES, OTHER, LEFT_OPEN, IN_PLACE, EVIDENCE, EVIDENCE_OTHER)
