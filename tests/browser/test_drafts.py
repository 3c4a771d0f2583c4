"""Three notices of real counties are typed in by hand and decide as the packs that were shipped."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from fangxian.ground.policy import api as policy
from fangxian.ground.policy import pages as policy_pages
from tests.browser.conftest import DESK

LEVELS = ("high", "medium", "low")
STAYS = ("610113001", "610103", "410105003", "410184", "310115", "419001001", "110105", "620102")
AROUND = (
    "6101130010",
    "610113001",
    "410105003",
    "310115102",
    "110105999",
    "620102001",
    "411282100",
)


def people(first: date, last: date):
    """Facts of many kinds, within the days of a notice."""
    days = [first, first + timedelta(days=(last - first).days // 2), last]
    for day, stay, back, overseas in itertools.product(days, STAYS, (0, 3, 9, 20), (False, True)):
        arrival = day - timedelta(days=2)
        left = arrival - timedelta(days=back)
        yield (
            day,
            policy.Facts(
                arrival=arrival,
                stays=(policy.Stay(stay, left, left - timedelta(days=5), stay),),
                overseas=overseas,
                entry=arrival if overseas else None,
            ),
        )


def listings(first: date):
    since = first - timedelta(days=30)
    return [
        policy.Listing(n, level, place, since, date(2099, 1, 1), True, kind, place)
        for n, (place, level, kind) in enumerate(
            itertools.product(AROUND[:6], LEVELS[:2], ("prefecture_city",)), 1
        )
        if n % 3
    ] + [policy.Listing(99, "low", "411282100", since, date(2099, 1, 1), True, "", "411282100")]


def decided(edition: policy.Edition, day: date, facts: policy.Facts, lists: list):
    from dataclasses import replace

    verdict = replace(edition, on=day).decide(facts, lists)
    return (
        edition.classes[verdict.class_code].label.zh,
        edition.colours[verdict.colour].label.zh,
        verdict.clock,
        [(one.measure, one.start, one.end, one.tests, one.note) for one in verdict.phases],
        verdict.unverified,
    )


def fill(form, said: dict[str, str], row: dict) -> None:
    """One row, field by field, as a person does."""
    form.locator("[name=origin]").select_option(row["origin"])
    for name in ("who", "who_en", "id", "segments", "clause"):
        form.locator(f"[name={name}]").fill(said.get(name, ""))
    for name in ("look_back_days", "before_listing_days", "since", "places", "except_places"):
        if said.get(name) and form.locator(f"[name={name}]").is_visible():
            form.locator(f"[name={name}]").fill(said[name])
    for name in ("widen", "clock_start", "colour", "mark"):
        if said.get(name) and form.locator(f"[name={name}]").is_visible():
            form.locator(f"[name={name}]").select_option(said[name])
    for name in ("levels", "city_kinds", "on_arrival"):
        for one in row.get(name, ()):
            form.locator(f"[name={name}][value={one}]").check()


def type_in(seat, pack: str, name: str) -> str:
    """The words of a shipped pack, typed into a blank draft; answers with the draft's id."""
    content, edition = policy_pages.content_of(pack), policy_pages.edition(pack)
    head, page = content["head"], seat.page
    seat.go("/policy/drafts/new")
    page.get_by_role("button", name="开始写").click()
    top = page.locator("#head form")
    top.locator("[name=title]").fill(head["title"]["zh"])
    top.locator("[name=title_en]").fill(head["title"]["en"])
    top.locator("[name=document]").fill(head["document"])
    top.locator("[name=number]").fill(head["number"] or "")
    top.locator("[name=issuer]").fill(head["issuer"])
    top.locator("[name=from]").fill(head["in_force"]["from"])
    top.locator("[name=to]").fill(head["in_force"]["to"])
    top.locator("[name=over]").select_option(head["over"])
    top.locator("[name=id]").fill(f"typed-{name}")
    replaced = "" if head["over"].endswith("ed9") else "hanyin-2021-12-27"
    top.locator("[name=replaces]").select_option(replaced)
    top.locator("[name=source_title]").fill(head["document"])
    top.locator("[name=source_site]").fill("本县")
    page.get_by_role("button", name="存通告").click()
    if "colours" in head:
        page.locator("#colours summary").click()
        for one in head["colours"]["scheme"]:
            page.locator(f"#colours [name=colour][value={one}]").check()
        page.locator("#colours [name=clause]").fill(head["colours"]["citation"]["clause"])
        page.get_by_role("button", name="存颜色").click()
    for row in content["travellers"]["rows"]:
        type_row(seat, row, edition)
    for key, dated in content.get("values", {}).get("values", {}).items():
        form = page.locator("#values form")
        form.locator("[name=key]").select_option(key)
        form.locator("[name=value]").fill(dated[0]["value"])
        form.locator("[name=clause]").fill(dated[0]["citation"]["clause"])
        page.get_by_role("button", name="存这一项").click()
    return f"typed-{name}"


def type_row(seat, row: dict, edition: policy.Edition) -> None:
    page = seat.page
    if "use" in row:
        page.locator("#travellers > details").last.locator("> summary").click()
        page.locator("#travellers [name=use]").fill(row["use"])
        page.get_by_role("button", name="沿用", exact=True).click()
        return
    page.locator("#travellers-new > summary").click()
    form = page.locator("#travellers-new form")
    fill(form, policy_pages.words_of(row, edition.measures), row)
    known = form.locator(f"[name=class] option[value={row['class']}]")
    if known.count():
        form.locator("[name=class]").select_option(row["class"])
    else:
        form.locator("[name=new_class]").fill(edition.classes[row["class"]].label.zh)
    form.get_by_role("button", name="存这一行").click()


@pytest.mark.parametrize(
    ("pack", "name"),
    [
        ("hanyin-2021-12-27", "hanyin"),
        ("jiyuan-2022-06-03", "jiyuan"),
        ("lingbao-2022-09-17", "lingbao"),
    ],
)
def test_a_notice_typed_in_decides_as_the_shipped_pack(sit, pack, name):
    seat = sit(DESK, "zhihuibu")
    made = type_in(seat, pack, name)
    assert "没有错" in seat.page.locator("#faults").inner_text()
    seat.shot(f"draft-{name}")
    shipped, typed = policy_pages.edition(pack), policy_pages.edition(made)
    lists = listings(shipped.on)
    last = shipped.packs[-1].to
    assert last is not None
    seen = set()
    for day, facts in people(shipped.on, last):
        meant = decided(shipped, day, facts, lists)
        seen.add(meant[0])
        assert decided(typed, day, facts, lists) == meant, facts
    assert len(seen) >= 3
