"""Letters on a PDF: the right one, or a visible stand-in for that one, never another."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from fangxian.kernel import pdf_text
from tests.pdf_words import words_on


def printed(text: str) -> str:
    made = io.BytesIO()
    canvas = Canvas(made, pageCompression=1)
    pdf_text.draw(canvas, 10, 10, 12, text)
    canvas.save()
    return words_on(made.getvalue())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("𠮷祥饭店", "〓祥饭店"),
        ("老𠮷饭店", "老〓饭店"),
        ("𠮷**", "〓**"),
        ("𠮷𠮷𠮷", "〓〓〓"),
        ("买买提·艾力", "买买提·艾力"),
        ("㐂记", "〓记"),
        ("José 张", "José 张"),
    ],
)
def test_a_letter_that_no_font_has_is_a_stand_in_for_itself_alone(text, shown):
    assert printed(text) == shown


def test_latin_letters_that_the_chinese_font_lacks_come_from_the_other():
    assert list(pdf_text.runs("Ñandú")) == [("Vera", "Ñ"), ("STSong-Light", "andú")]
    assert "".join(piece for _, piece in pdf_text.runs("Nguyễn")) == "Nguy〓n"


def test_every_letter_takes_its_room():
    assert pdf_text.width("𠮷祥饭店", 10) == 40
