"""Why notices declines."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class NoSuchTemplate(Refusal):
    code = "notices.no_such_template"
    status = 404
    sentence = Text("没有名为 {template} 的告知书模板。", "There is no notice template {template}.")
    way_out = Text("可用的模板:{known}。", "Templates that exist: {known}.")


class NobodyToNotify(Refusal):
    code = "notices.nobody"
    sentence = Text(
        "没有需要告知的人员,未生成文书。", "There is nobody to notify; nothing was written."
    )
    way_out = Text(
        "请在清单中勾选仍有管控措施的人员。", "Tick people in the list who are under a measure."
    )


class TooManyNotices(Refusal):
    code = "notices.too_many"
    sentence = Text(
        "一次最多生成 {most} 份,这里有 {count} 份。", "At most {most} at once; here are {count}."
    )
    way_out = Text("请按乡镇或村分批生成。", "Write them township by township, or by village.")


class TemplateFaulty(Refusal):
    code = "notices.template_faulty"
    sentence = Text(
        "模板“{template}”无法填写:{why}", "The template {template} cannot be filled: {why}"
    )
    way_out = Text(
        "请核对模板中的字段名,或换回随系统提供的模板。",
        "Check the field names in the template, or use the one that was shipped.",
    )


class SmsNotSetUp(Refusal):
    code = "notices.sms_not_set_up"
    status = 503
    sentence = Text("短信通道没有设置好。", "The sender of SMS is not set up.")
    way_out = Text(
        "请系统管理员检查 FANGXIAN_SMS_URL 与 FANGXIAN_SMS_SECRET_FILE(whsec_ 开头的密钥)。",
        "Have the administrator check FANGXIAN_SMS_URL and FANGXIAN_SMS_SECRET_FILE (whsec_…).",
    )


class NoPushService(Refusal):
    code = "notices.no_push_service"
    sentence = Text(
        "这个浏览器的提醒服务不在允许之列。",
        "This browser's push service is not among those allowed.",
    )
    way_out = Text(
        "消息仍在铃铛里;请换用 Chrome、Edge、Firefox 或 Safari,或请系统管理员设置 FANGXIAN_PUSH_HOSTS。",
        "The bell has it all the same; use Chrome, Edge, Firefox or Safari, or have the administrator "
        "set FANGXIAN_PUSH_HOSTS.",
    )


class HoursWrong(Refusal):
    code = "notices.hours_wrong"
    sentence = Text("静默时段的钟点不对。", "The hours of quiet are no times of day.")
    way_out = Text("请按 22:30 的样子填写,两个都填或都不填。", "Write both as 22:30, or neither.")
