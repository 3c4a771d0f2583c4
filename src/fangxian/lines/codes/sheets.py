"""Cards on paper: eight to a sheet of A4, with lines to cut along, and behind them the list by which
they are handed out: masked names alone do not tell one 张** from the next. The letters
are set by kernel.paper."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.lib.utils import ImageReader  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from fangxian.ground.places import api as places
from fangxian.kernel import pdf_text
from fangxian.lines.codes.services.cards import CardIssued
from fangxian.lines.codes.signing import qr

COLUMNS, ROWS = 2, 4
WIDTH, HEIGHT = 90 * mm, 62 * mm  # a card
SIDE = 34 * mm  # the code's box: readable at arm's length
LINES, LINE = 24, 10  # of the list; mm apart
EDGES = tuple(edge * mm for edge in (15, 27, 45, 65, 115, 165))
HEADS = ("序号", "卡编号", "姓名", "出生日期", "村(社区)", "签收")
SAID = (
    "请卡口、场所工作人员扫码查验",
    "本卡不显示颜色,以扫码结果为准",
    "遗失请告知村(社区),即可注销",
)


def card_sheet(cards: Sequence[CardIssued], county: str) -> bytes:
    """A PDF, eight cards a page, then the list to hand them out by. A card shows a masked name and its token, no colour and no
    number: it means something only to a guard who is signed in."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, pageCompression=1)
    canvas.setTitle(f"{county}健康码纸质卡")
    left, top = (A4[0] - COLUMNS * WIDTH) / 2, A4[1] - (A4[1] - ROWS * HEIGHT) / 2
    for number, card in enumerate(cards):
        at = number % (COLUMNS * ROWS)
        if number and not at:
            canvas.showPage()
        row, column = divmod(at, COLUMNS)
        _card(canvas, card, county, left + column * WIDTH, top - (row + 1) * HEIGHT)
    canvas.showPage()
    for start in range(0, len(cards), LINES):
        _handing_list(canvas, cards[start : start + LINES], start, county)
    canvas.save()
    return made.getvalue()


def _card(canvas: Canvas, card: CardIssued, county: str, x: float, y: float) -> None:
    canvas.setDash(2, 2)
    canvas.rect(x, y, WIDTH, HEIGHT)
    canvas.setDash()
    image = ImageReader(io.BytesIO(qr.symbol(card.text).png(scale=6)))
    canvas.drawImage(image, x + 4 * mm, y + HEIGHT - SIDE - 12 * mm, SIDE, SIDE)
    _words(canvas, x + 5 * mm, y + HEIGHT - 9 * mm, 12, f"{county}健康码 · 纸质卡")
    _words(canvas, x + 42 * mm, y + HEIGHT - 20 * mm, 16, card.name)
    _words(canvas, x + 42 * mm, y + HEIGHT - 27 * mm, 9, f"编号 {card.id}")
    for line, said in enumerate(SAID):
        _words(canvas, x + 42 * mm, y + HEIGHT - (35 + 5 * line) * mm, 8, said)
    spaced = " ".join(card.token[i : i + 4] for i in range(0, len(card.token), 4))
    canvas.setFont("Courier-Bold", 11)
    canvas.drawString(x + 5 * mm, y + 6 * mm, spaced)


def _handing_list(canvas: Canvas, cards: Sequence[CardIssued], start: int, county: str) -> None:
    """One page of it: number, name, document, village, room for a signature."""
    top = A4[1] - 20 * mm
    _words(canvas, EDGES[0], top, 14, f"{county}健康码纸质卡 · 发卡签收单")
    _words(canvas, EDGES[0], top - 7 * mm, 9, "发卡时核对证件;本单由村(社区)留存,不随卡发出。")
    rows = [HEADS, *(_line(start + n, card) for n, card in enumerate(cards, 1))]
    for n, row in enumerate(rows):
        y = top - (16 + LINE * n) * mm
        for x, text in zip(EDGES, row, strict=True):
            _words(canvas, x + mm, y, 10, text)
        canvas.line(EDGES[0], y - 3 * mm, A4[0] - EDGES[0], y - 3 * mm)
    canvas.showPage()


def _line(number: int, card: CardIssued) -> tuple[str, ...]:
    village = places.name_of(card.place)
    return str(number), str(card.id), card.name, card.born, village, ""


def _words(canvas: Canvas, x: float, y: float, size: float, text: str) -> None:
    pdf_text.draw(canvas, x, y, size, text)
