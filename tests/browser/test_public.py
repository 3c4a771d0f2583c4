from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.doors.public.resident import number_of


def next_(page):
    with page.expect_navigation():
        page.locator("button.big[value=next]").click()


def not_from_abroad(page):
    page.get_by_label("不是").check()


def fill_in(page, shot, serial):
    """A person whom no other test has filed for: of whom a record stands, a stranger's word waits."""
    page.get_by_label("姓名").fill("张三丰")
    page.get_by_label("证件号码").fill(number_of("19860316", serial))
    page.get_by_label("电话").fill("13891501234")
    next_(page)
    page.get_by_label("从哪里出发").fill("陕西省西安市雁塔区")
    page.get_by_label("哪天离开那里").fill("2022-05-06")
    not_from_abroad(page)
    shot("from")
    next_(page)
    next_(page)
    page.get_by_label("哪天到").fill("2022-05-12")
    next_(page)
    page.get_by_label("住在哪个镇").select_option("610921102")
    page.get_by_label("哪个村").select_option("610921102201")
    shot("home")
    next_(page)
    shot("check")


@pytest.mark.parametrize(
    ("size", "name", "serial"), [(PHONE, "phone", "811"), (DESK, "desk", "812")]
)
def test_a_resident_declares_and_changes_the_journey(sit, size, name, serial):
    seat = sit(size)
    page = seat.page

    def shot(what):
        assert seat.fits()
        seat.shot(f"public-{what}-{name}")

    seat.go("/p/")
    shot("start")
    page.get_by_role("button", name="我自己").click()
    fill_in(page, shot, serial)
    page.get_by_role("button", name="提交申报").click()
    page.get_by_text("填报已收到").wait_for()
    shot("receipt")
    page.get_by_role("link", name="修改、补报行程").click()
    next_(page)
    next_(page)
    page.get_by_label("哪天到").fill("2022-05-14")
    next_(page)
    next_(page)
    page.get_by_role("button", name="确认修改").click()
    page.get_by_text("改填已收到").wait_for()
    assert "2022-05-14" in page.inner_text("main")


def test_answers_are_checked_as_they_are_typed(sit):
    seat = sit(PHONE)
    seat.go("/p/")
    seat.page.get_by_role("button", name="我和家人").click()
    seat.page.get_by_label("证件号码").fill("110101199001010010")
    seat.page.get_by_label("电话").focus()
    seat.page.get_by_text("校验不通过").wait_for()
    seat.page.get_by_label("证件号码").fill(number_of("19900101"))
    seat.page.get_by_label("电话").focus()
    seat.page.get_by_text("号码核对无误").wait_for()


@pytest.fixture
def origin(sit):
    """A page that asks for the origin, and its field."""

    def take(size=PHONE, scheme="light"):
        seat = sit(size)
        seat.page.emulate_media(color_scheme=scheme)
        seat.go("/p/")
        seat.page.get_by_role("button", name="我自己").click()
        seat.page.get_by_label("姓名").fill("张三丰")
        seat.page.get_by_label("证件号码").fill(number_of("19900101"))
        seat.page.get_by_label("电话").fill("13891501234")
        next_(seat.page)
        return seat, seat.page.get_by_role("combobox", name="从哪里出发")

    return take


@pytest.mark.parametrize("typed", ["Shanghai Pudong", "pudong", "上海浦"])
def test_a_place_is_found_as_one_types_and_chosen_by_keys(origin, typed):
    seat, field = origin()
    field.press_sequentially(typed)
    first = seat.page.get_by_role("option", name="上海市浦东新区").first
    first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    for _ in range(10):
        field.press("ArrowDown")
        active = seat.page.locator(f"#{field.get_attribute('aria-activedescendant')}")
        assert active.get_attribute("aria-selected") == "true"
        if active.get_attribute("data-name") == "上海市浦东新区":
            break
    assert active.bounding_box()["height"] >= 44
    assert seat.fits()
    field.press("Enter")
    assert field.input_value() == "上海市浦东新区"
    assert field.get_attribute("aria-expanded") == "false"
    assert field.get_attribute("aria-activedescendant") is None
    seat.page.get_by_text("已认出：上海市浦东新区").wait_for()
    not_from_abroad(seat.page)
    field.press("Enter")  # nothing is offered any more: on to the next screen
    seat.page.get_by_role("heading", name="路上停留过吗").wait_for()


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), ((1440, 900), "dark")], ids=["phone", "desk-dark"]
)
def test_a_touch_chooses_and_escape_leaves_what_was_typed(origin, size, scheme):
    seat, field = origin(size, scheme)
    field.press_sequentially("shanghai")
    seat.page.get_by_role("option").first.wait_for()
    seat.shot(f"public-places-{scheme}")
    field.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant")
    field.press("Escape")
    assert seat.page.get_by_role("option").count() == 0
    assert field.input_value() == "shanghai"
    field.press("ArrowDown")
    seat.page.get_by_role("option", name="上海市浦东新区").click()
    assert field.input_value() == "上海市浦东新区"


def test_without_a_network_the_field_is_a_field(origin):
    seat, field = origin()
    seat.page.context.set_offline(True)
    field.press_sequentially("上海浦")
    field.blur()
    seat.page.wait_for_function("!navigator.onLine")
    assert seat.page.get_by_role("option").count() == 0
    assert field.input_value() == "上海浦"
    seat.page.context.set_offline(False)


@pytest.mark.parametrize(
    ("size", "scheme"), [(PHONE, "light"), ((1440, 900), "dark")], ids=["phone", "desk-dark"]
)
def test_a_name_of_several_places_is_offered_and_told(origin, size, scheme):
    seat, field = origin(size, scheme)
    field.fill("朝阳区")
    not_from_abroad(seat.page)
    next_(seat.page)
    seat.page.get_by_role("button", name="北京市朝阳区").wait_for()
    assert seat.fits()
    seat.shot(f"public-several-{scheme}")
    next_(seat.page)
    next_(seat.page)
    seat.page.get_by_label("哪天到").fill("2022-05-12")
    next_(seat.page)
    seat.page.get_by_label("住在哪个镇").select_option("610921102")
    next_(seat.page)
    seat.page.get_by_text("“朝阳区”有好几处").wait_for()
    assert seat.fits()
    seat.shot(f"public-to-verify-{scheme}")


def test_everything_works_without_scripts(served, chromium):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{served[0]}/p/")
    page.get_by_role("button", name="我自己").click()
    fill_in(page, lambda what: None, "813")
    page.get_by_role("button", name="提交申报").click()
    assert "填报已收到" in page.inner_text("main")
    context.close()
