"""Refusals: what is wrong, why, and what to do next, with a code for machines."""

from __future__ import annotations

from typing import Any, ClassVar

from fangxian.kernel.masking import masked
from fangxian.kernel.text import Text

REFUSALS: dict[str, type[Refusal]] = {}


class Refusal(Exception):
    """The system declines, and says so in a way that a person can act on.

    A subclass gives `code` (room.what), `sentence` and `way_out`; `{fields}` in
    both are filled from the keyword arguments of the raise. `way_out` is for whoever
    reads a page: what to do there, or whom to ask; `terminal` adds what the command
    line has for it, and only the terminal says it. `status` is what a web door answers
    with.
    """

    code: ClassVar[str]
    sentence: ClassVar[Text]
    way_out: ClassVar[Text]
    terminal: ClassVar[Text | None] = None
    status: ClassVar[int] = 422

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if cls.__dict__.get("code"):
            known = REFUSALS.setdefault(cls.code, cls)
            if known.__qualname__ != cls.__qualname__:
                msg = f"two refusals share the code {cls.code}"
                raise TypeError(msg)

    def __init__(self, **values: object) -> None:
        self.values = values
        super().__init__(f"{self.code}: {self.said.zh} {self.next_step.zh}")

    @property
    def said(self) -> Text:
        return self.sentence.fill(**self._shown())

    @property
    def next_step(self) -> Text:
        return self.way_out.fill(**self._shown())

    @property
    def next_command(self) -> Text | None:
        return self.terminal.fill(**self._shown()) if self.terminal else None

    def _shown(self) -> dict[str, object]:
        """What it repeats of a text is nobody's number."""
        said = self.values.items()
        return {name: _discreet(one) for name, one in said}

    def as_dict(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "sentence": {"zh": self.said.zh, "en": self.said.en},
            "way_out": {"zh": self.next_step.zh, "en": self.next_step.en},
        }


def _discreet(value: object) -> object:
    if isinstance(value, Text):
        return Text(masked(value.zh), masked(value.en))
    return masked(value) if isinstance(value, str) else value


class NotAllowed(Refusal):
    code = "access.not_allowed"
    status = 403
    sentence = Text(
        "您没有在此处做这件事的权限({permission})。",
        "You are not permitted to do this here ({permission}).",
    )
    way_out = Text(
        "请联系指挥部账号管理员授权,或改由有权限的同事办理。",
        "Ask the account officer at headquarters for a grant, or a colleague who holds one.",
    )


class TooNewForPair(Refusal):
    code = "access.too_new_for_pair"
    status = 403
    sentence = Text(
        "您的账号刚开立,或密码刚被别人重置,暂不能参与两人办理(至 {until})。",
        "Your account is new, or somebody else just set its password: it cannot be one of two "
        "people until {until}.",
    )
    way_out = Text(
        "请由另一位同事办理,或请指挥长在账号页确认本人。",
        "Ask another colleague, or have a chief confirm you on your account's page.",
    )


class NeedsAnother(Refusal):
    code = "access.needs_another"
    status = 403
    sentence = Text(
        "这件事要两个人办,另一半正是您办的(或事关您自己的账号)。",
        "This takes two people, and the other part is yours (or it is about your own account).",
    )
    way_out = Text("请由另一位有此权限的同事办理。", "Ask another colleague who may do it.")


class OneHand(Refusal):
    code = "access.one_hand"
    status = 403
    sentence = Text(
        "两个账号算一个人:其中一个开立过另一个(或重置过它的密码、两步验证,签发过令牌),或两个都经同一人之手。",
        "Both accounts count as one person: one of them opened the other, or reset its password "
        "or second factor, or issued a token for it; or one colleague did so for both.",
    )
    way_out = Text(
        "请由第三位同事办理,或请没有经手过的指挥长在账号页确认本人。",
        "Ask a third colleague, or have a chief who did none of it confirm whose account it is.",
    )


class TakesTwo(Refusal):
    code = "kernel.takes_two"
    status = 403
    sentence = Text("这件事要两人办理。", "This takes two people.")
    way_out = Text(
        "请先提请,再由另一位有此权限的同事登录,在同一页“等第二人同意”里同意。",
        "Ask for it; a colleague who may do it signs in and agrees on the same page, where it waits.",
    )
    terminal = Text(
        "终端:fangxian access agree 编号", "On the terminal: fangxian access agree NUMBER"
    )


class NotFound(Refusal):
    code = "kernel.not_found"
    status = 404
    sentence = Text("没有找到{what}。", "{what} was not found.")
    way_out = Text(
        "它可能已被合并、撤销,或不在您的管辖范围内;请返回清单重新查找。",
        "It may have been merged, withdrawn or lie outside your area; go back to the list.",
    )


class Stale(Refusal):
    code = "kernel.stale"
    status = 409
    sentence = Text(
        "{what}在您打开之后已被别人更新。",
        "{what} was changed by someone else after you opened it.",
    )
    way_out = Text("请刷新页面,核对后再提交。", "Reload the page, check it and submit again.")


class DoesNotFit(Refusal):
    """What was typed cannot be kept or looked up as it is: longer than its field, or with letters
    that no database holds. Raised by the verb itself, so at no door it is a fault of ours."""

    code = "kernel.does_not_fit"
    sentence = Text(
        "填写的内容存不下:有一项太长、数字太大,或者含有看不见的控制字符。",
        "What was typed cannot be kept: one field is too long, a number is too large, or there is "
        "an invisible control character in it.",
    )
    way_out = Text(
        "请缩短后重新填写;从别处复制来的,请先粘贴到记事本里再复制一次。",
        "Shorten it and type it again; what was copied from elsewhere, paste through a plain editor.",
    )
