"""Whether a filing lowers is found one way for a file, a form and a claim, and it is what happens."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import measure_changes, severity
from fangxian.lines.arrivals.models import Declaration
from fangxian.lines.arrivals.parsing import Known, parse
from fangxian.lines.arrivals.row_decisions import LIST, decide_rows
from fangxian.lines.arrivals.services.filing_one import table_of
from fangxian.lines.zones import pages as zones
from tests.rooms.arrivals.ledgers import take_in, wang

pytestmark = pytest.mark.django_db
RISKY, HARMLESS = "上海市浦东新区", "陕西省西安市雁塔区"
NOW = "2022-05-20T12:00"


@pytest.fixture(autouse=True)
def _a_day_late_in_may():
    with clock.at(NOW):
        zones.add_by_hand("high", RISKY, date(2022, 4, 1), date(2022, 5, 20), "名单", by=SYSTEM)
        yield


filed = st.fixed_dictionaries(
    {
        "origin": st.sampled_from([RISKY, HARMLESS, "上海市", "朝阳区", "某某新城", ""]),
        "leaving": st.just(""),
        "arrival": st.integers(1, 19).map(lambda day: f"2022-05-{day:02}"),
        "via": st.sampled_from(["", RISKY, "武汉市@2022-04-29"]),
    }
)


def foreseen(row) -> tuple[int, bool]:
    """People lowered as a preview counts them, and whether a form would lower."""
    known, table = Known(places.home()), table_of({k: str(v) for k, v in row.items()})
    plan = decide_rows(parse(table, known), known, word=LIST)
    lowers = bool(measure_changes.lowered_by(plan, known))
    return measure_changes.measure_changes_of(table, plan, known).lowered, lowers


@settings(max_examples=25, deadline=None)
@given(filed, filed)
def test_a_file_and_a_form_say_alike_who_is_lowered_and_it_is_so(first, second):
    with transaction.atomic(), clock.at(NOW):
        take_in(wang(**first))
        [number] = Declaration.objects.values_list("pk", flat=True)
        before = severity.stand([number])[number].asked
        row = wang(**second, filed_at="2022-05-19 08:00")
        lowered, lowers = foreseen(row)
        take_in(row)
        after = severity.stand([number])[number].asked
        transaction.set_rollback(True)
    assert (lowered, lowers) == (int(before.lowered_by(after)), before.lowered_by(after))


def test_who_is_free_already_is_lowered_by_nothing():
    take_in(wang(origin=RISKY, leaving="2022-04-20", arrival="2022-04-21"))
    [one] = Declaration.objects.all()
    assert one.free_from is not None
    assert one.free_from <= clock.today()
    assert foreseen(
        wang(
            origin=HARMLESS, leaving="2022-04-20", arrival="2022-04-21", filed_at="2022-05-19 08:00"
        )
    ) == (0, False)
