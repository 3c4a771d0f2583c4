"""No line of a log says who somebody is or how to get in as them."""

from __future__ import annotations

import io
import logging
import logging.config

import pytest

from fangxian.kernel import ids, log_masking


@pytest.mark.parametrize(
    "said",
    [
        "rejected 612422198009128011 of row 3",
        "rejected 61242219800912801X",
        "an old card 612422800912801",
        "calls 13800001234",
        "calls 138,0000,1234 and 6124，2219，8009，1280，11",
        "calls +86 138 0000 1234".replace(" 0000 ", "0000"),
        "Not Found: /r/3PJY4ZN8JVSHJA4ZTW8GXT/",
        "Forbidden: /find/?q=韦国强&phone=1",
        "【防线】验证码 402913,5 分钟内有效",
        "验证码:402 913",
        "one-time password: 402-913",
        "Password=４０２９１３",
        "duplicate key\nDETAIL:  Key (name)=(韦国强) already exists.",
        "Failing row contains (12, 韦国强, 1980-09-12).",
    ],
)
def test_what_is_private_is_masked(said):
    shown = log_masking.masked(said)
    for private in (
        "61242",
        "13800001234",
        "3PJY4",
        "韦国强",
        "402913",
        "913",
        "９１３",
        "1980-09-12",
        "1234",
    ):
        assert private not in shown
    assert "***" in shown


def test_a_token_of_ours_never_passes():
    assert "***" in log_masking.masked(f"Internal Server Error: /c/{ids.token()}")


def spelt(token: str) -> list[str]:
    """As somebody types it, a proxy passes it on, or a page cuts it for reading."""
    encoded = "".join(f"%{ord(one):02X}" for one in token)
    return [
        token,
        token.lower(),
        token.capitalize(),
        encoded,
        encoded.lower(),
        f"%{ord(token[0]):02x}{token[1:]}",
        encoded.replace("%", "%25"),
        "-".join(token[n : n + 4] for n in range(0, len(token), 4)),
    ]


@pytest.mark.parametrize(
    "where", ["Not Found: {}", "Not Found: /p/r/{}", "GET /p/venues/{}/change", "/x/{} 404"]
)
@pytest.mark.parametrize("form", range(8))
def test_a_private_link_stands_in_no_log_however_it_is_spelt(where, form):
    for _ in range(50):
        said = spelt(ids.token())[form]
        shown = log_masking.masked(where.format(said))
        assert said not in shown
        assert not any(said[n : n + 8] in shown for n in range(len(said) - 8)), shown


@pytest.mark.parametrize("address", ["/p/r/abc", "/p/v/X7Q2", "/P/R/3pjy4", "/%70/r/3PJY4ZN8JVSH"])
def test_what_stands_behind_a_private_door_is_masked_whatever_it_is(address):
    assert log_masking.masked(f"Not Found: {address}").endswith("/***")


@pytest.mark.parametrize(
    "said",
    [
        "Not Found: /imports/12/",
        "AttributeErrorInTheMiddleOfSomething without a digit",
        "2022-05-10 08:00:03,120 WARNING django.request: Bad Request",
        "610921102202 has no unit",
        "codes.rotate failed; it is tried again every 5.0 s",
    ],
)
def test_what_helps_to_mend_a_fault_is_left(said):
    assert log_masking.masked(said) == said


def test_the_house_logs_by_it(settings):
    """Message, arguments and the trace of an exception alike."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    made = logging.config.DictConfigurator(settings.LOGGING)
    handler.setFormatter(made.configure_formatter(settings.LOGGING["formatters"]["line"]))
    log = logging.Logger("test")
    log.addHandler(handler)
    try:
        msg = "612422198009128011 已在册"
        raise ValueError(msg)
    except ValueError:
        log.exception("Not Found: %s", "/r/3PJY4ZN8JVSHJA4ZTW8GXT")
    assert "Traceback" in out.getvalue()
    assert "612422" not in out.getvalue()
    assert "3PJY4" not in out.getvalue()
