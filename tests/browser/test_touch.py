"""Whatever is to be touched on a phone is large enough for a thumb, on every page of the desk for three
roles and on the screens of the field app: 44 px, or 24 px for a link within a line."""

from __future__ import annotations

import pytest

from tests.browser.conftest import PHONE, own_county
from tests.browser.field import own_guard, sets_up
from tests.browser.test_axe import FIELD
from tests.browser.test_narrow import opens, pages_of

ROLES = ("zhihuibu", "puxi", "cun")
SMALL = """() => {
  const least = 43.5, within = 23.5;
  const touched = 'button, summary, select, textarea, a[href], [role=tab], [role=button], [role=radio], [role=checkbox], '
    + 'input:not([type=hidden]):not([type=file])';
  // within a line, as a number in a sentence is
  const inline = one => one.tagName === 'A' && (getComputedStyle(one).display === 'inline'
    || (one.matches('.num-link') && !one.closest('td, th')));
  const box = one => {
    // a tick is touched with the label around or after it
    const label = one.matches('[type=checkbox], [type=radio]') ? (one.closest('label') ?? one.labels?.[0]) : null;
    const own = one.getBoundingClientRect(), all = label ? label.getBoundingClientRect() : own;
    return { wide: Math.max(own.width, all.width), high: Math.max(own.height, all.height) };
  };
  return [...document.querySelectorAll(touched)]
    .filter(one => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !one.disabled)
    .filter(one => one.getBoundingClientRect().width > 1 && !one.closest('.maplibregl-map, .visually-hidden, .skip'))
    .filter(one => {
      const { wide, high } = box(one);
      return inline(one) ? high < within : high < least || wide < within;
    })
    .map(one => `${one.tagName.toLowerCase()}.${String(one.className.baseVal ?? one.className).replace(/ /g, '.')}`
      + ` ${Math.round(box(one).wide)}x${Math.round(box(one).high)} in ${one.parentElement.parentElement.tagName} ${one.parentElement.parentElement.className} > ${one.parentElement.tagName} ${one.parentElement.className}`);
}"""


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    with own_county(django_db_blocker, "touch") as county:
        yield county


def small(seat) -> list[str]:
    return sorted(set(seat.page.evaluate(SMALL)))


@pytest.mark.parametrize("username", ROLES)
def test_a_thumb_hits_whatever_is_offered_on_the_desks_pages(sit, served, username):
    seat = sit(PHONE, username)
    seat.page.context.set_default_timeout(60_000)
    wrong: dict[str, list[str]] = {}
    walked = 0
    for path in pages_of(served):
        status = opens(seat, path)
        if status != 200:
            seat.faults.clear()  # of a page that is none the browser itself complains
            continue
        walked += 1
        for one in small(seat):
            wrong.setdefault(one, []).append(path)
    assert walked > 8
    assert not wrong, "\n".join(f"{one}: {len(on)} {on[:3]}" for one, on in wrong.items())


def test_a_thumb_hits_whatever_is_offered_in_the_field(sit, served):
    guard = sets_up(sit, "触屏机", username=own_guard())
    wrong = {}
    for path in FIELD:
        guard.page.goto(f"{guard.seat.address}/field/#/{path}")
        guard.page.locator("main").wait_for()
        if found := small(guard.seat):
            wrong[path] = found
    assert not wrong
