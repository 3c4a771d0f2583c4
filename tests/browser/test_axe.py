"""The main pages by an instrument: nothing serious for whoever reads with ears, keys or weak eyes."""

from __future__ import annotations

from pathlib import Path

import pytest

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
DESK = (
    "/", "/tasks", "/arrivals", "/arrivals/new", "/arrivals/lists", "/arrivals/calls", "/imports/",
    "/people/{person}", "/people/twins", "/overrides", "/pushed/", "/policy/", "/policy/explain",
    "/policy/dryrun", "/zones/", "/zones/unplaced", "/zones/add", "/checkpoints/", "/codes/",
    "/codes/people/{person}", "/venues/", "/venues/visits", "/duty/", "/devices/", "/no-such-page",
)  # fmt: skip
RESIDENT = ("/p/", "/p/code/", "/p/venues", "/p/no-such-page", "/accounts/login/")


def findings(page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {resultTypes: ['violations'], runOnly: rules})", RULES
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
    for username, pages in (("", RESIDENT), ("zhihuibu", DESK)):
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
