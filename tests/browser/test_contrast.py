"""Whatever says a state can be read: every toast, badge and mark, in both themes, measured."""

from __future__ import annotations

import pytest

from tests.browser.conftest import DESK, own_county

LEAST = 4.5  # WCAG AA
PAGES = (
    "/help",
    "/tasks",
    "/tasks?view=table",
    "/tasks/list",
    "/",
    "/arrivals",
    "/codes/",
    "/zones/",
)
SAID = (
    ".mark, .count, .chip, .btn:not(:disabled), .alert, .hint, .muted, .because, .standing, .refusal, "
    ".lead, .batch *, .side a, .side-group, .toast-line, .toast-line button, .brief dt, .on-it small"
)
# text over the nearest ground that is not clear, blended where it is half clear
MEASURE = """([said, least]) => {
  const parse = text => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return [r, g, b, a]; };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = rgb => {
    const [r, g, b] = rgb.slice(0, 3).map(one => (one /= 255) <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = node => {
    const layers = [];
    for (; node; node = node.parentElement) {
      const colour = parse(getComputedStyle(node).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const poor = [];
  for (const node of document.querySelectorAll(said)) {
    const own = [...node.childNodes].some(one => one.nodeType === 3 && one.textContent.trim());
    if (!own || !node.getClientRects().length || node.closest(".visually-hidden, [aria-hidden]")) continue;
    const back = ground(node), [a, b] = [light(over(parse(getComputedStyle(node).color), back)), light(back)].sort((x, y) => x - y);
    const ratio = (b + 0.05) / (a + 0.05);
    if (ratio < least - 0.005) poor.push(`${node.className || node.tagName}: ${node.textContent.trim().slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return [...new Set(poor)];
}"""


@pytest.fixture(scope="module")
def served(django_db_modify_db_settings, django_db_blocker):
    """Apart: toasts and pages of a county that nobody else changes."""
    with own_county(django_db_blocker, "contrast") as county:
        yield county


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_state_can_be_read_in_both_themes(sit, served, theme):
    seat = sit(DESK, "zhihuibu")
    seat.page.emulate_media(reduced_motion="reduce")  # no hue is measured half-way to the next
    poor: dict[str, list[str]] = {}
    for path in PAGES:
        seat.go(path)
        seat.page.evaluate("theme => document.documentElement.dataset.bsTheme = theme", theme)
        for kind in ("done", "warn", "fault"):
            seat.page.evaluate(
                "kind => document.body.dispatchEvent(new CustomEvent('say', {detail: {words: kind, kind}}))",
                kind,
            )
        if found := seat.page.evaluate(MEASURE, [SAID, LEAST]):
            poor[path] = found
    seat.shot(f"contrast-{theme}")
    assert not poor
