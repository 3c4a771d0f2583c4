"""The camera itself: a film of a phone that shows a code, read by the decoder on the device."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from PIL import Image

from tests.browser.conftest import CHROMIUM_ARGS, Seat
from tests.browser.field import code_of, lay_out, sets_up

WIDTH, HEIGHT = 640, 480
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def film(text: str) -> bytes:
    """A second of YUV4MPEG2 in which the code is held still."""
    zxingcpp = pytest.importorskip("zxingcpp")
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    made = memoryview(drawn.to_image(scale=5))
    symbol = Image.frombytes("L", (made.shape[1], made.shape[0]), made.tobytes())
    frame = Image.new("L", (WIDTH, HEIGHT), 255)
    frame.paste(symbol, ((WIDTH - symbol.width) // 2, (HEIGHT - symbol.height) // 2))
    grey = bytes([128]) * (WIDTH * HEIGHT // 2)
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode()
    return head + (b"FRAME\n" + frame.tobytes() + grey) * 10


@pytest.fixture
def filmed(served, chromium, tmp_path) -> Iterator[Seat]:
    """A window whose camera looks at the code of the eighth traveller."""
    lay_out()
    shown = tmp_path / "code.y4m"
    shown.write_bytes(film(code_of(served[1].people[7])))
    camera = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={shown}",
    ]
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    browser = chromium.browser_type.launch(executable_path=found, args=[*CHROMIUM_ARGS, *camera])
    context = browser.new_context(locale="zh-CN", permissions=["camera"])
    seat = Seat(context.new_page(), served[0])
    seat.page.on("pageerror", lambda error: seat.faults.append(str(error)))
    yield seat
    browser.close()
    assert not seat.faults, seat.faults


def test_the_camera_reads_a_code_with_no_network(filmed):
    def sit(_size, username):
        filmed.be(username)
        return filmed

    guard = sets_up(sit, "相机机")
    guard.at_the_barrier()
    guard.cut()
    guard.tap("扫码")
    guard.sees("码有效")
    guard.page.get_by_role("heading", name="吴**").wait_for()
    guard.page.get_by_label("返回").click()
    guard.sees("今日预计")
