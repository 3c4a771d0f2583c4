"""What the flows read of packs, and the terms of the whole house on one page."""

from typing import Any

from fangxian.ground.access import terms as access
from fangxian.ground.devices import terms as devices
from fangxian.ground.duty import terms as duty
from fangxian.ground.notices import terms as notices
from fangxian.ground.policy import terms as policy
from fangxian.ground.policy.declaring import CLOCK, LADDER, Term, days, some_of
from fangxian.ground.tasks import terms as tasks
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import terms as arrivals
from fangxian.lines.checkpoints import terms as checkpoints
from fangxian.lines.codes import terms as codes
from fangxian.lines.screening import terms as screening
from fangxian.lines.venues import terms as venues
from fangxian.lines.zones import terms as zones

LISTS = {
    "push": Text("推送", "Push"),
    "check": Text("核查", "Check"),
    "control": Text("管控", "Control"),
    "feedback": Text("反馈", "Feedback"),
}
STAGES = {
    "received": Text("收到", "Received"),
    "accepted": Text("接受", "Accepted"),
    "acted": Text("处置", "Acted"),
    "checked": Text("核实", "Checked"),
    "closed": Text("销号", "Closed"),
}
ADDRESSEES = Term(
    "instructions.addressees",
    some_of(("village", "township", "task_force", "headquarters")),
    Text("指令同时发给", "Instructions go to"),
    Text("这几级同时收到", "These levels have it at the same moment"),
    Text("发给镇和村", "The township and the village have it"),
)
KEPT = {
    "person": Text("人员及其全部记录", "Persons with everything about them"),
    "unclosed": Text("其余都已到期、没有人销号的指令", "Open instructions when all else is over"),
    "unanswered": Text("推送名单中没有人答复的人员", "Rows of pushed lists that nobody answered"),
    "alarm": Text("没有人看的放行告警", "Alarms of a barrier that nobody looked at"),
    "record": Text("处置、查验等记录", "Records of work and crossings"),
    "pushed": Text("推送名单", "Pushed lists"),
    "upload": Text("上传的原表", "Uploaded tables"),
    "rejected": Text("没有人处理的退回行", "Rejected rows that nobody put right"),
    "fact": Text("内部通知", "Facts told within the house"),
    "contact": Text("场所负责人的联系方式", "Contacts of venues"),
    "pass": Text("通行证", "Passes"),
    "duty": Text("值班与包联", "Shifts and charges"),
    "part": Text("两人办理的经手", "Parts taken in what takes two"),
    "list": Text("发到手机的名册", "Lists on phones"),
    "login": Text("登录与验证码", "Sign-ins and passwords"),
    "session": Text("登录状态", "Sessions"),
    "notice": Text("站内消息与发送记录", "What staff were told"),
    "filed_for": Text("代填的凭条", "Receipts of what was filed for others"),
}


def _clock(stage: str, word: Text, whose: Text) -> Term[Any]:
    return Term(
        f"clocks.{stage}",
        CLOCK,
        word,
        Text(
            f"{whose.zh}自发出起在此以内{word.zh},过了即为逾期",
            f"{whose.en}: late after it, from the issue",
        ),
        Text(
            "这一环节永远不会逾期,也没有人被提醒", "The stage is never late and nobody is reminded"
        ),
        required=True,
    )


def _rungs(stage: str, word: Text) -> Term[Any]:
    return Term(
        f"ladder.{stage}",
        LADDER,
        Text(f"逾期升级:{word.zh}", f"Who hears when late: {word.en}"),
        Text("这一环节逾期多久报到哪一级", "Which level hears how long after"),
        Text("这一环节逾期了没有上级知道", "Nobody above hears that it is late"),
        required=True,
    )


def _kept(code: str, what: Text) -> Term[Any]:
    return Term(
        f"retention.{code}_days",
        days(),
        Text(f"保存:{what.zh}", f"Kept: {what.en}"),
        Text("过了就删除", "Then they go"),
        Text("永远不删除", "They never go"),
        house=True,
        required=True,
    )


LIST, ORDER = Text("推送名单", "A pushed list"), Text("指令", "An instruction")
OWN: tuple[Term[Any], ...] = (
    ADDRESSEES,
    *(_clock(stage, word, LIST) for stage, word in LISTS.items()),
    *(_clock(stage, word, ORDER) for stage, word in STAGES.items()),
    *(_rungs(stage, word) for stage, word in STAGES.items()),
    *(_kept(code, what) for code, what in KEPT.items()),
)
TERMS: tuple[Term[Any], ...] = (
    *policy.TERMS,
    *access.TERMS,
    *duty.TERMS,
    *tasks.TERMS,
    *devices.TERMS,
    *notices.TERMS,
    *codes.TERMS,
    *venues.TERMS,
    *checkpoints.TERMS,
    *screening.TERMS,
    *arrivals.TERMS,
    *zones.TERMS,
    *OWN,
)
