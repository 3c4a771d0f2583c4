"""What the screening room reads of packs."""

from fangxian.ground.policy.declaring import CHOICES, Term, days
from fangxian.kernel.text import Text

OVERRIDE_REASONS = Term(
    "overrides.reasons",
    CHOICES,
    Text("人工改判的理由", "Reasons of a human decision"),
    Text("人工改判只能从这几项里选理由", "A human decision has one of them"),
    Text("不能人工改判", "No human decision can be made"),
    house=True,
    required=True,
)
OVERRIDE_DAYS = Term(
    "overrides.longest_days",
    days(),
    Text("人工改判最长", "A human decision ends after"),
    Text("截止日期不能更晚", "Its end lies no later"),
    Text("不能人工改判", "No human decision can be made"),
    house=True,
    required=True,
)

TERMS = (OVERRIDE_REASONS, OVERRIDE_DAYS)
