"""Who is signed in with their checked phone and files with it is no stranger; a phone typed is."""

from __future__ import annotations

from fangxian.ground.people import api as people
from fangxian.lines.arrivals.models import Claim, Filing
from tests.doors.public.test_mycode import PHONE, _keys, declares, outbox  # noqa: F401 fixtures
from tests.doors.public.test_mycode_proof import signing_in  # noqa: F401 fixture
from tests.doors.public.test_proof_ends import FORMER, lists


def words() -> list[int]:
    return list(Filing.objects.order_by("pk").values_list("provenance", flat=True))


def test_a_phone_signed_in_with_proves_who_files_with_it(client, signing_in):  # noqa: F811
    lists()
    assert signing_in(PHONE).status_code == 302
    declares(client, name="酉测旧", number=FORMER)
    assert words() == [people.Provenance.LISTED, people.Provenance.PROVEN]
    waiting = Claim.objects.all()  # against the list it still waits, as the resident's word
    assert {one.provenance for one in waiting} <= {people.Provenance.PROVEN}


def test_a_phone_that_is_only_typed_proves_nobody(client):
    lists()
    declares(client, name="酉测旧", number=FORMER)
    assert words() == [people.Provenance.LISTED]
    assert Claim.objects.get().provenance == people.Provenance.UNPROVEN


def test_another_phone_in_the_form_is_not_the_one_signed_in_with(client, signing_in):  # noqa: F811
    lists()
    signing_in(PHONE)
    declares(client, name="酉测旧", number=FORMER, phone="13700007777")
    assert Claim.objects.get().provenance == people.Provenance.UNPROVEN


def test_nor_does_a_proof_that_has_ended(client, signing_in):  # noqa: F811
    lists()
    signing_in(PHONE)
    lists(name="酉测新", number="11010519491231002X", filed_at="2022-05-09T20:00")
    declares(client, name="酉测旧", number=FORMER)
    assert {one.provenance for one in Claim.objects.all()} == {people.Provenance.UNPROVEN}
