"""`codes verify` on files, with keys in every form, in a terminal with no database."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fangxian.doors.cli.codes_verify import verify
from fangxian.lines.codes.signing import fx1, keylist, keys, trust
from tests.data import shared

NOW = datetime(2022, 5, 10, 8, 0, tzinfo=UTC)
KEY, ROOT = keys.new_key(), keys.new_key()
CLAIMS = fx1.Claims(
    kid=KEY.kid,
    jti=b"12345678",
    issued=NOW,
    expires=NOW + timedelta(minutes=30),
    issuer="610921",
    subject=b"opaque-1",
    colour=0,
    name_mask="张**",
    place="610921102",
)
CODE = fx1.seal(CLAIMS, KEY)


def run(*words: object, given: bytes | str | None = None) -> tuple[int, list[dict]]:
    result = CliRunner().invoke(verify, [str(word) for word in words], input=given)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def b64(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def jwk(key: keys.PrivateKey) -> dict[str, str]:
    raw = key.public().raw
    return {"kty": "EC", "crv": "P-256", "x": b64(raw[1:33]), "y": b64(raw[33:])}


@pytest.fixture
def day_list(tmp_path: Path) -> Path:
    made = keylist.make([KEY.public()], NOW, NOW + timedelta(days=1), ROOT)
    (tmp_path / "keys.bin").write_bytes(made)
    return tmp_path / "keys.bin"


@pytest.mark.parametrize(
    "at", ["2022-05-10T08:10:00Z", "2022-05-10T16:10+08:00", "2022-05-10 08:10"]
)
def test_a_code_with_our_key_list(day_list: Path, at: str) -> None:
    status, (answer,) = run("-", "--keys", day_list, "--json", "--at", at, given=CODE)
    assert status == 0
    assert (answer["kind"], answer["verdict"], answer["reason"]) == ("FX1", "good", "good")
    assert answer["claims"]["name_mask"] == "张**"
    assert answer["claims"]["expires"] == "2022-05-10T16:30:00+08:00"  # the county's clock


def test_many_lines_each_get_an_answer(tmp_path: Path) -> None:
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [jwk(KEY)]}))
    lines = [CODE.encode(), b"", CODE[:-3].encode(), b"\xff\xfe", b"hello", b"FX1:" + b"0" * 9_000]
    (tmp_path / "codes.txt").write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines))
    status, answers = run(
        tmp_path / "codes.txt",
        "--keys",
        tmp_path / "jwks.json",
        "--json",
        "--at",
        "2022-05-10T08:40Z",
        "--grace",
        120,
    )
    assert status == 1
    assert [one["reason"] for one in answers[:1] + answers[2:]] == [
        "grace",
        "prefix",
        "prefix",
        "too_long",
    ]
    assert answers[1]["verdict"] == "unreadable"
    assert answers[1]["claims"] is None


def test_no_code_at_all_is_not_a_success(day_list: Path) -> None:
    assert run("-", "--keys", day_list, "--json", given="\n\n") == (1, [])


def test_a_key_list_is_held_against_its_root(tmp_path: Path, day_list: Path) -> None:
    (tmp_path / "root.json").write_text(json.dumps(jwk(ROOT)))
    (tmp_path / "other.json").write_text(json.dumps(jwk(KEY)))
    asked = ("-", "--keys", day_list, "--json", "--at", "2022-05-10T08:10Z", "--root")
    assert run(*asked, tmp_path / "root.json", given=CODE)[0] == 0
    with pytest.raises(Exception, match="keys.bin"):
        run(*asked, tmp_path / "other.json", given=CODE)


@pytest.mark.parametrize("form", ["pem", "der", "base64"])
def test_a_european_certificate(tmp_path: Path, form: str) -> None:
    vector = json.loads(shared("dcc_testdata/AT.jsonl").read_text("utf-8").splitlines()[0])
    der = base64.b64decode(vector["TESTCTX"]["CERTIFICATE"])
    certificate = x509.load_der_x509_certificate(der)
    forms = {
        "pem": certificate.public_bytes(Encoding.PEM),
        "der": der,
        "base64": base64.encodebytes(der),
    }
    (tmp_path / "keys").write_bytes(forms[form])
    status, (answer,) = run(
        "-",
        "--keys",
        tmp_path / "keys",
        "--json",
        "--at",
        vector["TESTCTX"]["VALIDATIONCLOCK"],
        given=vector["PREFIX"],
    )
    assert status == 0
    assert answer["kind"] == "HC1"
    assert answer["claims"]["statement"] == vector["JSON"]
    assert all(answer["checks"].values())


@pytest.mark.parametrize("named", [True, False])
def test_a_european_key_as_jwk(tmp_path: Path, named: bool) -> None:
    vector = json.loads(shared("dcc_testdata/AT.jsonl").read_text("utf-8").splitlines()[0])
    der = base64.b64decode(vector["TESTCTX"]["CERTIFICATE"])
    held = trust.of_certificate(x509.load_der_x509_certificate(der))
    point = held.handle.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    key = {"kty": "EC", "crv": "P-256", "x": b64(point[1:33]), "y": b64(point[33:])}
    if named:
        key["kid"] = base64.b64encode(held.kid).decode()
    (tmp_path / "keys.json").write_text(json.dumps({"keys": [{"kty": "OKP"}, key]}))
    status, (answer,) = run(
        "-",
        "--keys",
        tmp_path / "keys.json",
        "--json",
        "--at",
        vector["TESTCTX"]["VALIDATIONCLOCK"],
        given=vector["PREFIX"],
    )
    assert (status, answer["verdict"]) == (0, "good")


def test_a_file_without_keys_is_refused(tmp_path: Path) -> None:
    for content in (b"", b"nothing", b"{}", b"[1]", b'{"keys":[{"kty":"EC"}]}', b"\x30\x03abc"):
        (tmp_path / "keys").write_bytes(content)
        with pytest.raises(Exception, match="keys"):
            run("-", "--keys", tmp_path / "keys", given=CODE)
