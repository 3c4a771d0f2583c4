"""`fangxian codes verify`: what codes say and whether they may be believed. Needs no database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

import click

from fangxian.doors.cli.say import print_json, speak
from fangxian.kernel import clock
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.codes.signing import fx1, hc1, trust
from fangxian.lines.codes.signing.keys import KeyRing, PublicKey
from fangxian.lines.codes.signing.verdict import REASONS, Reason

READ_AT_ONCE = 8192  # bytes of one line: longer ones are no code, and are named as too long


class KeysUnreadable(Refusal):
    code = "cli.keys_unreadable"
    sentence = Text(
        "文件 {path} 中没有可用的密钥({why})。", "There is no key to be used in {path} ({why})."
    )
    way_out = Text(
        "请提供证书(PEM/DER)、JWK 集或本系统的签名密钥清单。",
        "Hand over a certificate (PEM/DER), a JWK set or a signed key list of this system.",
    )


@click.command()
@click.argument("file", type=click.File("rb"))
@click.option(
    "--keys",
    "key_files",
    multiple=True,
    required=True,
    metavar="KEYS",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="证书、JWK 集或密钥清单,可多次给出 (certificate, JWK set or key list; repeatable)",
)
@click.option(
    "--root",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="密钥清单须由此证书或 JWK 签发 (the key list must be signed by this)",
)
@click.option("--at", "at", metavar="TIME", help="核验时间,ISO 8601;不写则为现在 (default: now)")
@click.option(
    "--grace",
    type=int,
    default=0,
    show_default=True,
    help="FX1 到期后宽限的分钟数 (minutes of grace after the end)",
)
@click.option("--json", "as_json", is_flag=True, help="每个码一行 JSON (one line of JSON a code)")
def verify(
    file: BinaryIO,
    key_files: tuple[Path, ...],
    root: Path | None,
    at: str | None,
    grace: int,
    as_json: bool,
) -> None:
    """核验健康码 FX1 与欧盟证书 HC1,不联网、不用数据库 (verify codes, with no network).

    FILE(- 为标准输入):一行一个码。全部可信时退出码为 0,否则为 1。
    """
    now = _moment(at)
    anchor = next(iter(_loaded(root, None))) if root else None
    ring = KeyRing([key for path in key_files for key in _loaded(path, anchor)])
    found = [_answer(line, ring, now, fx1.Terms(timedelta(minutes=grace))) for line in _lines(file)]
    for answer in found:
        print_json(answer) if as_json else _print(answer)
    believed = [one["verdict"] in ("good", "grace") for one in found]
    raise SystemExit(0 if believed and all(believed) else 1)


def _moment(said: str | None) -> datetime:
    if said is None:
        return clock.now()
    if (moment := clock.moment_in(said, UTC)) is None:
        raise click.BadParameter(said, param_hint="--at")
    return moment


def _loaded(path: Path, root: PublicKey | None) -> list[PublicKey]:
    try:
        return trust.load(path.read_bytes(), root)
    except (ValueError, LookupError, TypeError, AttributeError) as wrong:
        why = str(wrong).splitlines()[0][:80] if str(wrong) else "-"
        raise KeysUnreadable(path=path, why=why) from None


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Codes as bytes, however long a line or wrong its letters."""
    for line in file:
        if held := line[:READ_AT_ONCE].removeprefix(b"\xef\xbb\xbf").strip():
            yield held


def _answer(
    line: bytes, ring: KeyRing[PublicKey], now: datetime, terms: fx1.Terms
) -> dict[str, Any]:
    if line.startswith(fx1.PREFIX.encode()):
        ours = fx1.open(line, ring, now, terms)
        return _said("FX1", ours.reason, _claims(ours.claims))
    if line.startswith(hc1.PREFIX.encode()):
        foreign = hc1.open(line, ring, now)
        told = _certificate(foreign.certificate)
        return _said("HC1", foreign.reason, told) | {"checks": foreign.checks}
    return _said("unknown", REASONS["prefix"], None)


def _said(kind: str, reason: Reason, claims: dict[str, Any] | None) -> dict[str, Any]:
    words = speak(reason.words)
    return {
        "kind": kind,
        "verdict": reason.verdict,
        "reason": reason.code,
        "words": words,
        "claims": claims,
    }


def _claims(claims: fx1.Claims | None) -> dict[str, Any] | None:
    if claims is None:
        return None
    names = ("issued", "expires", "issuer", "colour", "name_mask", "place", "kind", "edition")
    told = {name: getattr(claims, name) for name in names}
    return {"kid": claims.kid.hex(), "jti": claims.jti.hex(), "subject": claims.subject_text} | told


def _certificate(found: hc1.Certificate | None) -> dict[str, Any] | None:
    if found is None:
        return None
    names = ("alg", "issuer", "issued", "expires", "faults", "statement")
    return {"kid": found.kid.hex()} | {name: getattr(found, name) for name in names}


def _print(answer: dict[str, Any]) -> None:
    click.echo(f"{answer['kind']}  {answer['verdict']}  {answer['words']}")
    for name, value in (answer["claims"] or {}).items():
        told = json.dumps(value, ensure_ascii=False, default=str)
        click.echo(f"  {name}: {told}")
