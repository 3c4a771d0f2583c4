"""Names that the house gives to things, in the county's words: what an audit line is about, by
which door it came, what a permission opens, what a value of a pack sets. A name without a word of
its own is said by its room; a key is never shown as it is."""

from __future__ import annotations

from fangxian.kernel.text import Text

DOORS = {
    "command": Text("网页", "web page"),
    "html": Text("网页", "web page"),
    "public": Text("群众页面", "residents' page"),
    "rest": Text("接口", "interface"),
    "field": Text("手机端", "field app"),
    "gate": Text("入口终端", "entrance device"),
    "cli": Text("终端", "terminal"),
    "system": Text("系统自动", "the system itself"),
}
ROOMS = {
    "access": Text("账号", "accounts"),
    "arrivals": Text("来返人员", "arrivals"),
    "audit": Text("审计", "audit"),
    "boards": Text("态势", "situation"),
    "checkpoints": Text("查验点", "checkpoints"),
    "codes": Text("健康码", "codes"),
    "devices": Text("终端", "devices"),
    "drills": Text("演练", "drills"),
    "duty": Text("责任体系", "duty"),
    "flows": Text("到期清除", "retention"),
    "intake": Text("导入", "imports"),
    "kernel": Text("系统", "system"),
    "notices": Text("告知书", "notices"),
    "opening": Text("开局设置", "set-up"),
    "people": Text("人员", "people"),
    "places": Text("地方", "places"),
    "policy": Text("方案", "policy"),
    "public": Text("群众页面", "residents' pages"),
    "tasks": Text("指令", "instructions"),
    "venues": Text("场所", "venues"),
    "zones": Text("风险区", "risk areas"),
}
THINGS = {
    "account": Text("账号", "account"),
    "asked": Text("两人办理", "operation of two"),
    "grant": Text("授权", "grant"),
    "role": Text("岗位", "role"),
    "roles": Text("岗位", "roles"),
    "batch": Text("导入", "import"),
    "claim": Text("待核填报", "claim"),
    "claims": Text("待核填报", "claims"),
    "declaration": Text("申报", "declaration"),
    "family": Text("家庭", "household"),
    "journeys": Text("行程", "journeys"),
    "pushed_item": Text("推送名单中一人", "line of a pushed list"),
    "pushed_list": Text("推送名单", "pushed list"),
    "rejected": Text("退回行", "rejected row"),
    "saved_filter": Text("名单", "named list"),
    "stay_answer": Text("核实回答", "answer"),
    "checkpoint": Text("查验点", "checkpoint"),
    "crossing": Text("通行记录", "crossing"),
    "crossings": Text("通行记录", "crossings"),
    "disinfection": Text("消毒", "disinfection"),
    "handover": Text("交班", "hand-over"),
    "pass": Text("通行证", "pass"),
    "shift": Text("班次", "shift"),
    "test": Text("检测", "test"),
    "truck": Text("货车", "truck"),
    "alarm": Text("提醒", "alarm"),
    "appeal": Text("申诉", "appeal"),
    "card": Text("纸质卡", "card"),
    "key": Text("密钥", "key"),
    "bundle": Text("密钥清单", "key list"),
    "decisions": Text("人工认定", "decisions by hand"),
    "device": Text("终端", "device"),
    "knock": Text("入户", "door visit"),
    "sent": Text("终端记录", "what was sent"),
    "holding": Text("任职", "holder"),
    "post": Text("岗位", "post"),
    "unit": Text("单位", "unit"),
    "units": Text("单位", "units"),
    "roster": Text("花名册", "roster"),
    "charge_roles": Text("包联", "who answers"),
    "household": Text("户", "household"),
    "households": Text("户", "households"),
    "merge": Text("合并", "merge"),
    "person": Text("人员", "person"),
    "division": Text("行政区划", "division"),
    "divisions": Text("行政区划", "divisions"),
    "site": Text("点位", "site"),
    "enactment": Text("施行", "enactment"),
    "evidence": Text("凭据", "evidence"),
    "instruction": Text("指令", "instruction"),
    "instructions": Text("指令", "instructions"),
    "list": Text("清单", "list"),
    "application": Text("场所申请", "application"),
    "applications": Text("场所申请", "applications"),
    "copy": Text("抄送", "copy"),
    "inspection": Text("巡查", "inspection"),
    "premises": Text("无码单位", "premises"),
    "venue": Text("场所", "venue"),
    "visit": Text("到访", "visits"),
    "area": Text("风险区", "area"),
    "areas": Text("风险区", "areas"),
    "region": Text("地名", "name of a place"),
    "source": Text("清单来源", "source"),
    "override": Text("人工改判", "human decision"),
    "dryrun": Text("试算", "dry run"),
    "retention": Text("到期清除", "retention"),
    "on": Text("日期", "day"),
}
ACTS = {
    "read": Text("查看", "reading"),
    "edit": Text("编辑", "editing"),
    "manage": Text("管理", "management"),
    "import": Text("导入", "imports"),
    "export": Text("导出", "exports"),
    "reveal": Text("显示明文", "showing in clear"),
    "merge": Text("合并", "merging"),
    "screen": Text("判定", "screening"),
    "declare": Text("录入", "entering"),
    "propose": Text("提请", "proposing"),
    "approve": Text("批准", "approval"),
    "load": Text("后台处理", "background work"),
    "record": Text("登记", "recording"),
    "close": Text("销号", "closing"),
    "issue": Text("下达", "issuing"),
    "act": Text("办理", "acting"),
    "check": Text("核实", "checking"),
    "find": Text("排查", "finding"),
    "inspect": Text("巡查", "inspection"),
    "explain": Text("查看原因", "reasons"),
    "dryrun": Text("试算", "dry runs"),
}
PURPOSES = {  # lines written before their purpose was written in words
    "bundle": Text("下发离线名册", "a list handed to a phone"),
    "venue": Text("场所扫码", "codes taken at a venue"),
    "show": Text("本人出示健康码", "showed their code"),
    "undone": Text("撤销判定", "a verdict was taken back"),
    "下发离线名册": Text("下发离线名册", "a list handed to a phone"),
    "终端名册": Text("终端名册", "a list handed to a phone"),
    "不是我": Text("不是我", "said: not me"),
    "制纸质卡": Text("制纸质卡", "printing paper cards"),
    "办理申诉": Text("办理申诉", "answering appeals"),
    "合并档案": Text("合并档案", "merging records"),
    "撤销合并": Text("撤销合并", "undoing a merge"),
    "场所登记": Text("场所登记", "entered at a venue"),
    "审核": Text("审核", "reviewing applications"),
    "当面核对证件": Text("当面核对证件", "documents seen face to face"),
    "手机验证码登录": Text("手机验证码登录", "signed in by a one-time password"),
    "批准人工认定": Text("批准人工认定", "deciding on colours set by hand"),
    "搜索": Text("搜索", "search"),
    "敲门排查": Text("敲门排查", "going from door to door"),
    "查看办理照片": Text("查看办理照片", "looking at a photo of the work"),
    "核对终端上报": Text("核对终端上报", "looking at what a device sent"),
    "此后转码": Text("此后转码", "whose colour turned since"),
    "疑似重复档案": Text("疑似重复档案", "looking for duplicates"),
    "逾期未核实": Text("逾期未核实", "never verified in time"),
    "电话核查": Text("电话核查", "calling to verify"),
    "改正退回行": Text("改正退回行", "correcting rejected rows"),
}
ANOTHER = Text("其他", "other")


def room(name: str) -> Text:
    """people.reveal → 人员."""
    return ROOMS.get(name.partition(".")[0], ANOTHER)


def permission(name: str) -> Text:
    """arrivals.read → 来返人员·查看."""
    act = ACTS.get(name.rpartition(".")[2].rpartition("_")[2])
    whose = room(name)
    return Text(f"{whose.zh}·{act.zh}", f"{whose.en}: {act.en}") if act else whose


def purpose(said: str) -> Text:
    """Why somebody looked, as it was written; a key of old lines in words."""
    return PURPOSES.get(said, Text(said, said))


def subject(said: str) -> Text:
    """people.person:12 → 人员 12; what is no such name stands as it is."""
    name, _, which = said.partition(":")
    stem = name.rpartition(".")[2]
    word = THINGS.get(stem) or (room(name) if "." in name else None)
    if word is None:
        return Text(said, said)
    which = "" if "." in which or "_" in which else which
    return Text(f"{word.zh} {which}".strip(), f"{word.en} {which}".strip())
