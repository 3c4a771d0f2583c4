from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE


@pytest.mark.parametrize(("size", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_a_pack_reads_like_its_document(sit, size, name):
    seat = sit(size, "zhihuibu")
    seat.go("/policy/?on=2022-05-10")
    assert seat.fits()
    seat.shot(f"policy-{name}")
    seat.page.get_by_role("link", name="汉阴县来汉返汉人员疫情防控政策").first.click()
    assert seat.fits()
    assert "境外来返汉人员" in seat.page.inner_text("main")
    seat.shot(f"policy-pack-{name}")


@pytest.mark.parametrize(("size", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_a_person_is_explained_with_row_and_document(sit, size, name):
    seat = sit(size, "zhihuibu")
    seat.go("/policy/explain")
    seat.page.get_by_label("到达").fill("2022-05-07")
    seat.page.get_by_text("境外入境").click()
    seat.page.get_by_label("入境日期").fill("2022-05-05")
    seat.page.get_by_role("button", name="判一判").click()
    answer = seat.page.locator("section")
    assert "第 1 行" in answer.inner_text()
    assert "集中隔离" in answer.inner_text()
    assert seat.fits()
    seat.shot(f"policy-explain-{name}")
