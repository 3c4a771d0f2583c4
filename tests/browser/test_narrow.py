"""Every page of the command desk and of the public door on a phone: nothing sticks out sideways, and the
console is clean. The pages are those of the plan of addresses, so that a new one is walked by itself."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, own_county

RESIDENT = ("/p/", "/p/code/", "/p/venues", "/p/no-such-page", "/accounts/login/?ended=1")
OUTSIDE = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = one => {
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const box = one => one.getBoundingClientRect();
  return [...document.body.querySelectorAll('*')]
    .filter(one => one.checkVisibility() && box(one).width > 1 && box(one).right > wide + 1)
    .filter(one => !scrolls(one)).slice(0, 3).map(one => one.outerHTML.slice(0, 160));
}"""


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    """With a claim, an import with a rejected row, a pushed list, a venue and a listed place in it."""
    with own_county(django_db_blocker, "narrow") as county:
        from fangxian.kernel.actor import SYSTEM
        from fangxian.lines.arrivals import pages as arrivals
        from tests.doors.command.ledgers import ledger, row

        rows = ledger(row(11), row(12, "赵小燕", number="610921"))
        batch = arrivals.preview_file(rows, "五月来返台账.csv", by=SYSTEM)
        arrivals.commit_import(batch, by=SYSTEM)
        for person in county[1].people[:3]:
            arrivals.screen([arrivals.dossier(person, by=SYSTEM).declaration_id], by=SYSTEM)
        yield county


def pages_of(county) -> list[str]:
    from fangxian.lines.arrivals.models import ImportBatch
    from fangxian.lines.screening.models import Screening
    from tests.doors.command.test_looks import pages

    batches = ImportBatch.objects.values_list("pk", flat=True)
    screenings = Screening.objects.values_list("pk", flat=True)[:2]
    more = [f"/imports/{pk}" for pk in batches] + [f"/screenings/{pk}/replay" for pk in screenings]
    return list(dict.fromkeys([*pages(county[1]), *more]))


@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "dark")])
def test_no_page_scrolls_sideways_on_a_phone(sit, served, language, scheme):
    wrong: dict[str, list[str]] = {}
    walked = 0
    for username, paths in (("", RESIDENT), ("zhihuibu", pages_of(served))):
        seat = sit(PHONE, username)
        chosen = {"name": "language", "value": language, "url": seat.address}
        seat.page.context.add_cookies([chosen])
        seat.page.emulate_media(color_scheme=scheme)
        for path in paths:
            if not (status := opens(seat, path)):
                continue
            walked += 1
            if found := seat.page.evaluate(OUTSIDE) or ([] if seat.fits() else ["the document"]):
                wrong[path] = found
            if status == 200 and seat.faults:
                wrong[path] = [*wrong.get(path, []), *seat.faults]
            seat.faults.clear()  # of a page that is none the browser itself complains
    assert walked > 60
    assert not wrong


def opens(seat, path: str) -> int:
    """The status of a page; 0 of what is none: a file, a piece, an address to send to."""
    head = seat.page.context.request.get(seat.address + path, max_redirects=5)
    whole = "text/html" in head.headers.get("content-type", "") and "<html" in head.text()
    if not whole or head.status == 405:
        return 0
    seat.go(path)
    return int(head.status)
