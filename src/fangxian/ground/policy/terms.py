"""What the policy room reads of packs, and what packs hold for their readers alone."""

from fangxian.ground.policy.declaring import CHECKLIST, CODE, Term, hours
from fangxian.kernel.text import Text

ONLY_READ = Text(
    "写在方案页上给人看,不作判定", "Stands on the pack's page; nothing is decided by it"
)
NOT_SHOWN = Text("方案页上没有这一项", "The pack's page lacks it")

DISEASE = Term(
    "policy.disease",
    CODE,
    Text("当前应对的病种", "The disease worked against"),
    Text("没有指明病种时按它的方案研判", "Where none is named, its packs decide"),
    Text("不知道按哪一份方案,一切研判停下", "Nobody knows which pack decides: nothing is decided"),
    house=True,
    required=True,
)
LEAVE_CITY = Term(
    "certificates.leave_city_hours",
    hours(),
    Text("离市核酸证明的时效", "Test certificate on leaving the city"),
    ONLY_READ,
    NOT_SHOWN,
    shown=True,
    basis="law",
)
NETWORK = Term(
    "report.network_hours",
    hours(),
    Text("网络直报的时限", "Reported over the network within"),
    ONLY_READ,
    NOT_SHOWN,
    shown=True,
    basis="law",
)
FOUR_CHECKS = Term(
    "checklists.four_checks",
    CHECKLIST,
    Text("四个查清", "Four things to clear up"),
    ONLY_READ,
    NOT_SHOWN,
    shown=True,
)
HOME_QUARANTINE = Term(
    "checklists.home_quarantine",
    CHECKLIST,
    Text("居家隔离条件", "Conditions of home quarantine"),
    ONLY_READ,
    NOT_SHOWN,
    shown=True,
)
FIVE_FOR_ONE = Term(
    "checklists.five_for_one",
    CHECKLIST,
    Text("五包一", "Five look after one"),
    ONLY_READ,
    NOT_SHOWN,
    shown=True,
)

TERMS = (DISEASE, LEAVE_CITY, NETWORK, FOUR_CHECKS, HOME_QUARANTINE, FIVE_FOR_ONE)
