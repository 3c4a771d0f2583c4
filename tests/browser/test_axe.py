"""The main pages by an instrument: nothing serious for whoever reads with ears, keys or weak eyes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.field import PIN, own_guard, sets_up

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
SPOKEN = "label-content-name-mismatch"  # who steers by voice says what is written; off unless named
DESK = (
    "/",
    "/tasks",
    "/arrivals",
    "/arrivals/new",
    "/arrivals/lists",
    "/arrivals/calls",
    "/imports/",
    "/people/{person}",
    "/people/twins",
    "/overrides",
    "/pushed/",
    "/policy/",
    "/policy/explain",
    "/policy/dryrun",
    "/zones/",
    "/zones/unplaced",
    "/zones/add",
    "/checkpoints/",
    "/codes/",
    "/codes/people/{person}",
    "/venues/",
    "/venues/visits",
    "/duty/",
    "/devices/",
    "/no-such-page",
)
WORK = (
    "/tasks",
    "/tasks?view=table",
    "/tasks?view=cards",
    "/tasks?whose=others",
    "/tasks/list",
    "/people/{person}",
)
ISSUING = ("/tasks?whose=others&view=table", "/tasks/list?view=cards", "/instructions/new")
FIELD = (
    "",
    "checkpoint",
    "decide",
    "declare",
    "antigen",
    "trucks",
    "disinfect",
    "handover",
    "venues",
    "tasks",
    "sweep",
    "sent",
)
RESIDENT = ("/p/", "/p/code/", "/p/venues", "/p/no-such-page", "/accounts/login/")


def findings(page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        """([tags, named]) => axe.run(document, {
            resultTypes: ['violations'], runOnly: tags, rules: {[named]: {enabled: true}},
        })""",
        [RULES, SPOKEN],
    )
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_no_main_page_has_a_serious_finding(sit, served, size, scheme):
    wrong: dict[str, list[str]] = {}
    for username, pages in (
        ("", RESIDENT),
        ("zhihuibu", (*DESK, *ISSUING)),
        ("puxi", WORK),
        ("cun", WORK),
    ):
        seat = sit(size, username)
        seat.page.emulate_media(color_scheme=scheme)
        for one in pages:
            page = one.format(person=served[1].people[0])
            seat.go(page)
            if found := findings(seat.page):
                wrong[page] = found
            assert seat.fits(), page
        seat.faults[:] = [one for one in seat.faults if "404" not in one]  # the page that is none
    assert not wrong


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_a_guard_s_phone_has_a_serious_finding(sit, served, scheme):
    """Unlocked, in both languages, each page as it opens."""
    guard = sets_up(sit, "读屏机", username=own_guard("headquarters"))
    guard.page.emulate_media(color_scheme=scheme)
    wrong: dict[str, list[str]] = {}
    for language in ("zh", "en"):
        speaks(guard, language)
        for page in FIELD:
            guard.page.goto(f"{guard.seat.address}/field/#/{page}")
            guard.page.locator("main h1").first.wait_for()
            if found := findings(guard.page):
                wrong[f"{language} {page}"] = found
            guard.seat.shot(f"field-{page or 'home'}-{scheme}-{language}")
            assert guard.seat.fits(), page
    assert not wrong


def speaks(guard, language: str) -> None:
    """In another language the phone shuts itself, and is opened again."""
    guard.page.evaluate("one => localStorage.setItem('fangxian-language', one)", language)
    guard.page.reload()
    for digit in PIN:
        guard.page.get_by_role("button", name=digit, exact=True).click()
    guard.page.locator(".waits").wait_for()
