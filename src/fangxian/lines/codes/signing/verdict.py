"""What can be said of a code, in one word for a machine and one sentence for a guard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from fangxian.kernel.text import Text

Verdict = Literal[
    "good",
    "grace",
    "expired",
    "not_yet",
    "forged",
    "unknown_key",
    "wrong_use",
    "invalid",
    "unreadable",
]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a verdict and the sentence that is shown beside it."""

    code: str
    verdict: Verdict
    words: Text


def _reason(code: str, verdict: Verdict, zh: str, en: str) -> Reason:
    return Reason(code, verdict, Text(zh, en))


REASONS = {
    reason.code: reason
    for reason in (
        _reason("good", "good", "有效。", "Good."),
        _reason(
            "grace",
            "grace",
            "已过有效时间,按断网宽限规则暂认。",
            "Past its end; accepted under the grace rule while the network is away.",
        ),
        _reason(
            "expired", "expired", "已过期,请刷新后再出示。", "Expired: refresh and show again."
        ),
        _reason(
            "issued_ahead",
            "not_yet",
            "签发时间在将来,请核对本机时间。",
            "Issued in the future: check this device's clock.",
        ),
        _reason("signature", "forged", "签名不符,疑似伪造。", "The signature is false: forged."),
        _reason(
            "life",
            "forged",
            "有效时间超过规定,不予认可。",
            "It claims to live longer than any code may.",
        ),
        _reason(
            "kid",
            "unknown_key",
            "签发密钥不在本机的当日清单中。",
            "Its key is not in the day's list on this device.",
        ),
        _reason(
            "key_window",
            "unknown_key",
            "签发时该密钥不在使用期内。",
            "Its key was not in use when it was issued.",
        ),
        _reason(
            "key_use",
            "wrong_use",
            "该密钥无权签发此类证明。",
            "This key may not sign a statement of this kind.",
        ),
        _reason("schema", "invalid", "内容不符合规范。", "The contents break the specification."),
        _reason("prefix", "unreadable", "不是防线码。", "Not a code that is known here."),
        _reason("too_long", "unreadable", "内容过长。", "Too long."),
        _reason("base45", "unreadable", "内容损坏:字符有误。", "Damaged: wrong letters."),
        _reason("inflate", "unreadable", "内容损坏:无法解压。", "Damaged: cannot be inflated."),
        _reason("too_large", "unreadable", "解压后过大。", "Too large when inflated."),
        _reason("cose", "unreadable", "内容损坏:结构有误。", "Damaged: not a signed message."),
        _reason("alg", "unreadable", "签名算法不受支持。", "Signed in a way not supported here."),
        _reason(
            "claims",
            "unreadable",
            "签名有效,但内容无法识别(版本不同?)。",
            "Signed, but the contents are not understood (another version?).",
        ),
    )
}
