"""`fangxian notices`: how the sending stands, one trial SMS, the key of the browsers' reminders."""

from __future__ import annotations

import click

from fangxian.doors.cli.session import acting, database, print_json, speak, tell
from fangxian.kernel.text import Text

WORDS = {
    "due": Text("等待发送", "waiting"),
    "sending": Text("正在发送", "being sent"),
    "sent": Text("已交出", "handed over"),
    "refused": Text("对方不收", "refused"),
    "failed": Text("多次未成,不再发", "given up"),
    "unsure": Text("发送中断,不知是否收到,不重发", "cut off: nobody knows, not sent again"),
    "dropped": Text("已失效", "nobody there"),
}
CHANNELS = {"push": Text("浏览器", "browser"), "text": Text("短信", "SMS")}


@click.group()
def group() -> None:
    """提醒与短信 (reminders and SMS)."""


@group.command()
@click.option("--json", "as_json", is_flag=True)
def status(as_json: bool) -> None:
    """各有多少条,到哪一步 (how many stand how)."""
    with database():
        from fangxian.ground.notices import api as notices

        found = notices.deliveries(by=acting())
        on = notices.sms_is_on()
    if as_json:
        print_json(found)
        return
    for row in found:
        click.echo(f"{row.count:>8}  {speak(CHANNELS[row.channel])}  {speak(WORDS[row.state])}")
    if not on:
        tell("短信通道没有接:FANGXIAN_SMS=off。", "There is no SMS carrier: FANGXIAN_SMS=off.")


@group.command()
@click.argument("number")
def trial(number: str) -> None:
    """试发一条短信,看通道通不通 (send one SMS, to see whether the carrier takes it)."""
    with database():
        from fangxian.ground.notices import api as notices

        said = notices.try_sms(number, by=acting())
    words = Text("通道已收下。", "The carrier took it.")
    if said:
        words = Text(f"通道没有收下:{said}", f"The carrier did not take it: {said}")
    click.echo(speak(words))
    if said:
        raise SystemExit(1)


@group.command()
def key() -> None:
    """浏览器提醒的公钥 (the public key of the browsers' reminders; made if there is none)."""
    with database():
        from fangxian.ground.notices import api as notices

        click.echo(notices.public_key())


@group.command()
def send() -> None:
    """把到时的现在就发(平时由后台每 5 秒一次) (send now what is due; the worker does it by itself)."""
    with database():
        from fangxian.ground.notices import api as notices

        n = notices.deliver_when_due()
    tell(f"交出 {n} 条。", f"{n} handed over.")
