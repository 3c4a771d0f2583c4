"""Posters scan to their token; renewing leaves the poster as it is."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from fangxian.kernel.errors import NotAllowed
from fangxian.lines.venues import pages as venues
from fangxian.lines.venues.errors import UnknownSize
from fangxian.lines.venues.models import VenueCode
from fangxian.lines.venues.posters import pdf, plan, svg
from tests.pdf_words import words_on
from tests.rooms.venues.people import RESIDENT, officer

BASE = "https://hanyin.example.cn/p/v/"
SVG = "{http://www.w3.org/2000/svg}"


def read_back(svg: bytes) -> str:
    """Draw the path of the SVG's code and let a reader read it."""
    path = ElementTree.fromstring(svg).find(f"{SVG}path")
    squares = [part.split("h1")[0].split() for part in path.get("d").split("M")[1:]]
    side = max(int(column) for column, _ in squares) + 1
    image = Image.new("L", (side + 8, side + 8), 255)
    pen = ImageDraw.Draw(image)
    for column, row in squares:
        pen.point((int(column) + 4, int(row) + 4), 0)
    return zxingcpp.read_barcode(image.resize((side * 8, side * 8), 0)).text


def test_every_size_is_a_pdf_and_an_svg_an_entrance(market):
    by = officer("read")
    for size in venues.SIZES:
        (pdf,) = venues.posters(market, [size], BASE, by=by)
        assert pdf.body.startswith(b"%PDF")
        assert len(pdf.body) < 30_000
        assert len(venues.posters(market, [size], BASE, by=by, kind="svg")) == 2


def test_a_poster_scans_to_its_own_token(market):
    tokens = [BASE + code.token for code in VenueCode.objects.order_by("point")]
    printed = venues.posters(market, ["a4"], BASE, by=officer("read"), kind="svg")
    assert [read_back(one.body) for one in printed] == tokens


def test_renewing_leaves_the_poster_and_makes_the_old_page_void(market, settings):
    by = officer("read", "edit")
    before = venues.posters(market, ["a6"], BASE, by=by, kind="svg")
    token = VenueCode.objects.first().token
    old = venues.at_the_door(token, by=RESIDENT).ticket
    assert venues.renew_code(market, "照片被人转发", by=by) == 2
    assert venues.posters(market, ["a6"], BASE, by=by, kind="svg") == before
    venues.scan_in(old, 5, by=RESIDENT)
    venues.scan_in(venues.at_the_door(token, by=RESIDENT).ticket, 6, by=RESIDENT)
    from fangxian.lines.venues.models import Visit

    assert dict(Visit.objects.values_list("person_id", "flags")) == {5: 8, 6: 0}


def test_a_long_name_stays_on_the_sheet():
    size = plan.SIZES["label"]
    poster = plan.Poster("汉阴县", "汉阴县" * 26, "北门", "ABCD", BASE)
    assert all(
        plan.width_of(line.text) * line.size <= size.width for line in plan.lines(poster, size)
    )
    assert plan.lines(poster, size)[-1].top < size.height


def test_words_of_a_venue_are_words_and_not_markup(db):
    from tests.rooms.venues.people import opened

    number = opened('<script>"&店', "餐厅(馆)", "610921102201")
    (first, *_) = venues.posters(number, ["a5"], BASE, by=officer("read"), kind="svg")
    assert b"<script" not in first.body
    ElementTree.fromstring(first.body)


def test_posters_are_for_those_of_the_place(market):
    with pytest.raises(NotAllowed):
        venues.posters(market, ["a4"], BASE, by=officer("read", place="610921103"))
    with pytest.raises(UnknownSize):
        venues.posters(market, ["a0"], BASE, by=officer("read"))


@pytest.mark.parametrize(("name", "shown"), [("𠮷祥饭店", "〓祥饭店"), ("老𠮷饭店", "老〓饭店")])
def test_a_rare_letter_on_a_poster_is_itself_or_a_stand_in(name, shown):
    poster = plan.Poster("汉阴县", name, "北门", "ABCD", BASE)
    said = words_on(pdf.draw([poster], plan.SIZES["a4"]))
    assert shown in said
    assert name.encode() in svg.draw(poster, plan.SIZES["a4"])
