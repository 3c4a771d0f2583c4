"""What the venues room reads of packs."""

from collections.abc import Collection

from fangxian.ground.policy.declaring import CHECKLIST, CHOICES, Term, days, minutes
from fangxian.ground.policy.edition import Edition
from fangxian.kernel.text import Text

CATEGORY_LIST = "venue_categories"
DOUBTFUL = Text("更近的两次到访标为可疑", "Two visits closer than this are doubtful")
NO_RULE = Text("这一条可疑判定不起作用", "The rule finds nothing doubtful")


def _categories(edition: Edition) -> Collection[str]:
    said = edition.checklists.get(CATEGORY_LIST)
    return tuple(item.zh for item in said.items) if said else ()


CATEGORIES = Term(
    "checklists.venue_categories",
    CHECKLIST,
    Text("场所类别", "Categories of venues"),
    Text("申领场所码时从中选择", "An application chooses one"),
    Text("申领时没有类别可选", "An application has no category to choose"),
    basis="law",
)
INSPECTION = Term(
    "checklists.venue_inspection",
    CHECKLIST,
    Text("验码巡查", "Inspection of a venue"),
    Text("巡查逐项勾选", "An inspection ticks them off"),
    Text("巡查没有法定项", "It has no written items"),
)
INSPECTION_OWN = Term(
    "checklists.venue_inspection_own",
    CHECKLIST,
    Text("验码巡查(本县加项)", "Inspection of a venue (the county's own)"),
    Text("巡查逐项勾选", "An inspection ticks them off"),
    Text("巡查没有加项", "It has no items of the county"),
)
RETENTION = Term(
    "venues.retention_days",
    days(),
    Text("到访记录的保存期", "Visits are kept"),
    Text("更早的到访按天删除", "Older visits go, day by day"),
    Text("到访记录既不删除也不能登记", "Visits neither go nor can be taken"),
    house=True,
    required=True,
)
DWELL = Term(
    "venues.dwell_minutes",
    minutes(),
    Text("没有扫离场时按停留", "Counted stay without leaving"),
    Text("算同时在场的人用", "Who was there together is counted by it"),
    Text("没有扫离场的人无法算停留", "Who never scanned out cannot be counted"),
    house=True,
    required=True,
)
DWELL_OF = Term(
    "venues.dwell_minutes.{category}",
    minutes(),
    Text("没有扫离场时按停留", "Counted stay without leaving"),
    Text("这一类场所用它", "Venues of this category have it"),
    Text("这一类用各类通用的停留", "The category has the stay of all"),
    names=_categories,
)
TWO_TOWNS = Term(
    "venues.two_towns_minutes",
    minutes(0),
    Text("两镇同时到访:视为可疑", "In two towns within: doubtful"),
    DOUBTFUL,
    NO_RULE,
    house=True,
    required=True,
)
COPIED = Term(
    "venues.copied_minutes",
    minutes(0),
    Text("同一张码重复扫:视为转借", "One code twice within: lent"),
    DOUBTFUL,
    NO_RULE,
    house=True,
    required=True,
)
TICKET = Term(
    "venues.ticket_minutes",
    minutes(),
    Text("扫码页面的有效期", "A scanned page is valid for"),
    Text("更旧的页面可能是转发的", "An older page may have been forwarded"),
    NO_RULE,
    house=True,
    required=True,
)
RECHECK = Term(
    "venues.recheck_days",
    days(),
    Text("巡查问题的复核期限", "Re-inspected within"),
    Text("到期未复核即为逾期", "Later it is late"),
    Text("发现的问题没有复核期限", "What was found has no term"),
    house=True,
    required=True,
)
RETURN_REASONS = Term(
    "venues.return_reasons",
    CHOICES,
    Text("退回场所码申请的理由", "Reasons to return an application"),
    Text("退回时从这几项里选;选 other 须写明", "One is chosen; with other it is said which"),
    Text("退回没有理由可选", "There is no reason to choose"),
    house=True,
    required=True,
)

TERMS = (
    CATEGORIES,
    INSPECTION,
    INSPECTION_OWN,
    RETENTION,
    DWELL,
    DWELL_OF,
    TWO_TOWNS,
    COPIED,
    TICKET,
    RECHECK,
    RETURN_REASONS,
)
