"""What the duty room reads of packs."""

from fangxian.ground.policy.declaring import Term, whole
from fangxian.kernel.text import Text

WITHOUT = Text("看不出谁包得过多过少", "Nobody is told who has too many or too few")
LEAST = Term(
    "duty.households_per_member_min",
    whole("户"),
    Text("网格员每人包联,最少", "Households a member, at least"),
    Text("少于此数的在责任缺口里提示", "Fewer are told among the gaps"),
    WITHOUT,
    house=True,
    required=True,
)
MOST = Term(
    "duty.households_per_member_max",
    whole("户"),
    Text("网格员每人包联,最多", "Households a member, at most"),
    Text("多于此数的在责任缺口里提示", "More are told among the gaps"),
    WITHOUT,
    house=True,
    required=True,
)

TERMS = (LEAST, MOST)
