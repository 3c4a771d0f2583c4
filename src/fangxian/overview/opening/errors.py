"""Why the set-up declines."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class SetUpFinished(Refusal):
    code = "opening.finished"
    status = 403
    sentence = Text(
        "开局已经办完,这条路已永久关闭。", "The set-up is finished; this way is closed for ever."
    )
    way_out = Text(
        "请用账号登录;账号、单位、卡口等在各自的页面上改。",
        "Sign in with an account; accounts, units and checkpoints are changed on their own pages.",
    )


class LinkNotGood(Refusal):
    code = "opening.link_not_good"
    status = 403
    sentence = Text(
        "这个开局链接不对、已经用过,或已过期。",
        "This set-up link is wrong, was used already, or is over.",
    )
    way_out = Text(
        "请管理这台机器的人取一个新链接。", "Ask whoever runs the machine for a new link."
    )
    terminal = Text("fangxian setup --link", "fangxian setup --link")


class StillMissing(Refusal):
    code = "opening.still_missing"
    status = 409
    sentence = Text("还不能完成开局,尚缺:{steps}。", "Not yet finished; still missing: {steps}.")
    way_out = Text("请先办这几步。", "Do these steps first.")


class CountyFixed(Refusal):
    code = "opening.county_fixed"
    status = 409
    sentence = Text(
        "本县已定为 {county},并已开有账号,不能再换。",
        "The county is {county} and has accounts: it cannot be changed.",
    )
    way_out = Text(
        "选错了县,请管理这台机器的人换一个数据目录,重新开局。",
        "If it is the wrong one, have whoever runs the machine set it up anew in another data folder.",
    )


class CountyFirst(Refusal):
    code = "opening.county_first"
    status = 409
    sentence = Text("还没有选定本县。", "No county has been chosen yet.")
    way_out = Text("请先办第一步:选定本县。", "Take the first step: choose the county.")


class OnePerson(Refusal):
    code = "opening.one_person"
    sentence = Text(
        "“{name}”已是{role}:指挥长与账号管理员必须是两个人。",
        "{name} is the {role} already: the chief and the account officer must be two people.",
    )
    way_out = Text("请填另一个人的姓名和电话。", "Give another person's name and phone.")


class PlaceNotOurs(Refusal):
    code = "opening.place_not_ours"
    sentence = Text("本县没有“{given}”这个地方。", "There is no “{given}” in this county.")
    way_out = Text(
        "请写代码,或“镇名”“镇名+村名”的全称。",
        "Write its code, or the township and village in full.",
    )


class NoSuchRole(Refusal):
    code = "opening.no_such_role"
    sentence = Text("没有“{given}”这个角色。", "There is no role “{given}”.")
    way_out = Text("可用的角色:{known}。", "Roles: {known}.")


class NoEdition(Refusal):
    code = "opening.no_edition"
    status = 409
    sentence = Text(
        "{day} 在本县没有施行中的方案({disease})。",
        "No edition is in force in this county on {day} ({disease}).",
    )
    way_out = Text(
        "可先跳过这一步。换病种:在 packs/_house.yaml 的 policy.disease 写明起用日期;"
        "施行草稿:登录后在“政策”页由两人办理。",
        "Put this step off. For another disease give policy.disease in packs/_house.yaml a first day; "
        "a draft is brought into force by two people on the policy page.",
    )


class EditionChanged(Refusal):
    code = "opening.edition_changed"
    status = 409
    sentence = Text(
        "现在施行的是“{now}”,不是所写的“{given}”。", "What is in force is “{now}”, not “{given}”."
    )
    way_out = Text("请核对现行方案后再确认。", "Look at what is in force, then agree to it.")


class SenderOdd(Refusal):
    code = "opening.sender_odd"
    sentence = Text("发送方式“{given}”不能用。", "Messages cannot be sent by “{given}”.")
    way_out = Text(
        "请选 file(写入文件)、console(演示)或 webhook,webhook 要有 http(s):// 开头的地址。",
        "Choose file, console (demonstrations) or webhook with an address that begins with http(s)://.",
    )


class NoSuchStep(Refusal):
    code = "opening.no_such_step"
    status = 404
    sentence = Text("没有“{given}”这一步。", "There is no step “{given}”.")
    way_out = Text("可用的步骤:{known}。", "Steps: {known}.")


class StepNeeded(Refusal):
    code = "opening.step_needed"
    status = 409
    sentence = Text("“{step}”不能跳过。", "“{step}” cannot be put off.")
    way_out = Text(
        "没有它,第一条指令无处可下。请办好这一步。",
        "Without it the first instruction has nowhere to go. Do this step.",
    )


class LineRefused(Refusal):
    code = "opening.line_refused"
    sentence = Text("{file} 第 {line} 行({key}):{why}", "{file}, line {line} ({key}): {why}")
    way_out = Text(
        "{out} 改好后再运行一次;本次未写入任何内容。",
        "{out} Then run it again; nothing was written.",
    )


class FileOdd(Refusal):
    code = "opening.file_odd"
    sentence = Text("{file} 第 {line} 行:{why}。", "{file}, line {line}: {why}.")
    way_out = Text(
        "改好后再运行一次,本次未写入任何内容。", "Correct it and run it again. Nothing was written."
    )
    terminal = Text("写法见 docs/howto/county.yaml。", "How it is written: docs/howto/county.yaml.")


class FileMissing(Refusal):
    code = "opening.file_missing"
    status = 404
    sentence = Text("找不到文件 {name}。", "The file {name} is not there.")
    way_out = Text(
        "请写相对于开局文件所在文件夹的路径。",
        "Write its path from the folder of the set-up file.",
    )
