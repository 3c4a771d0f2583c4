"""Whose phone opens whose code (ADR 17): what a stranger can write down opens nothing, and whoever
is refused is told where to go."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from fangxian.ground.people import api as people
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.lines.arrivals import api as arrivals
from fangxian.lines.codes import api as codes
from tests.doors.public.resident import number_of
from tests.doors.public.test_mycode import (  # noqa: F401 fixtures
    OTHER,
    PHONE,
    _keys,
    declares,
    outbox,
    page,
    person_id,
    signs_in,
)
from tests.rooms.codes.town import lay, standing

OWNERS = number_of("19900101")


@pytest.fixture
def signing_in(client, outbox, django_capture_on_commit_callbacks):  # noqa: F811
    """Asks for a password with a phone, and enters it."""

    def sign_in(phone, number=""):
        return signs_in(client, outbox, django_capture_on_commit_callbacks, phone, number)

    return sign_in


def enters(phone=PHONE, number=OWNERS, way_in="township"):
    """An official writes down the same person."""
    form = {
        "name": "张三丰", "document_number": number, "phone": phone, "origin": "陕西省西安市雁塔区",
        "arrival": "2022-05-08", "filed_at": "2022-05-09T08:00",
    }  # fmt: skip
    return arrivals.declare(form, by=SYSTEM, way_in=way_in)


def test_a_phone_that_the_township_wrote_down_needs_no_number(client, signing_in):
    enters()
    assert signing_in(PHONE).status_code == 302
    assert "张**" in page(client)
    assert "还没有核对过" not in page(client)


def test_a_later_filing_by_a_stranger_takes_nothing_over(client, signing_in):
    enters()
    stolen = declares(client, phone=OTHER)
    assert client.get(f"/p/code/r/{stolen}").status_code == 403
    assert signing_in(OTHER, OWNERS).status_code == 403  # nobody signs in with it
    assert "resident" not in client.cookies
    assert signing_in(PHONE).status_code == 302  # and the owner still does
    assert "张**" in page(client)


def test_a_strangers_link_opens_nothing_though_it_names_the_owners_phone(client):
    enters()
    stolen = declares(client, phone=PHONE)
    answer = client.get(f"/p/code/r/{stolen}")
    assert answer.status_code == 403
    assert "核对一次手机号" in answer.content.decode()


def test_the_first_filer_of_somebody_unknown_reads_their_own_words_only(client, signing_in):
    """The stranger was first; the owner declares afterwards. Neither sees what the other said, and
    the owner is told where to go; checked with a document, the owner's phone opens and no other."""
    stolen = declares(client, phone=OTHER)
    assert client.get(f"/p/code/r/{stolen}").status_code == 302
    assert "张**" in page(client)
    owns = declares(client)
    assert "另有 1 条填报还没有核实" in html.unescape(page(client))
    client.cookies.clear()
    shut = client.get(f"/p/code/r/{owns}")
    assert shut.status_code == 403
    assert "另有人代报" in html.unescape(shut.content.decode())
    asked = client.post("/p/code/password", {"phone": PHONE})  # the record reaches the first one
    assert "带证件到村" in asked.content.decode()
    people.confirm_phone(person_id(), PHONE, by=SYSTEM)
    assert signing_in(PHONE).status_code == 302
    assert "张**" in page(client)
    assert signing_in(OTHER, OWNERS).status_code == 403


@pytest.mark.parametrize("number", [number_of("19700707"), "abc"])
def test_the_number_must_be_one_that_the_phone_declared(client, signing_in, number):
    declares(client)
    refused = signing_in(PHONE, number)
    assert refused.status_code == 403
    assert "对不上" in refused.content.decode()


def test_numbers_cannot_be_tried_for_ever(client, signing_in, outbox):  # noqa: F811
    declares(client)
    signing_in(PHONE, "abc")
    password = re.search(r"\d{6}", outbox[-1][1])[0]
    tried = {"phone": PHONE, "password": password}
    for _ in range(6):
        said = client.post("/p/code/in", tried | {"document": "abc"})
    assert "作废" in said.content.decode()
    assert client.post("/p/code/in", tried | {"document": OWNERS}).status_code == 403


def test_what_others_laid_on_the_person_is_not_read_with_an_unchecked_phone(client, signing_in):
    declares(client)
    assert signing_in(PHONE, OWNERS).status_code == 302
    lay(standing(person_id(), "red", origin="contact", key="x", source="x"))
    assert "张**" not in page(client)
    people.confirm_phone(person_id(), PHONE, by=SYSTEM)
    assert "张**" in page(client)
    assert "红码" in page(client)


def test_a_changed_phone_ends_the_sessions_of_the_old_one(client, signing_in):
    enters()
    signing_in(PHONE)
    people.confirm_phone(person_id(), "13712345678", by=SYSTEM)
    assert "张**" not in page(client)
    assert signing_in(PHONE).status_code == 403
    assert signing_in("13712345678").status_code == 302


def test_somebody_who_only_walked_through_a_door_is_not_taken_over(client, signing_in):
    """A name, a number and a phone typed at a venue's door declare nobody."""
    from fangxian.lines.venues import api as venues

    venues.recognise(venues.Visitor("张三丰", "", OWNERS, OTHER), by=SYSTEM)
    assert signing_in(OTHER, OWNERS).status_code == 403
    with clock.at("2022-05-10T23:05"):  # later than the visit: of one moment neither is newer
        declares(client)
    assert signing_in(OTHER, OWNERS).status_code == 403
    assert signing_in(PHONE, OWNERS).status_code == 302


def test_an_imported_list_vouches_and_a_reimported_export_does_not(client, signing_in):
    declares(client)
    seen = people.signing_in([person_id()])[person_id()]
    assert (seen.proven, seen.official) == (b"", False)
    row = arrivals.dossier(person_id(), by=SYSTEM)
    said = {
        "name": "张三丰", "document_number": OWNERS, "phone": PHONE, "origin": row.origin,
        "arrival": str(row.arrival), "filed_at": row.filed_at.isoformat(), "remark": "导出后又导入",
    }  # fmt: skip
    arrivals.declare(said, by=SYSTEM, way_in="file")
    assert people.signing_in([person_id()])[person_id()].proven == b""
    enters()  # filed earlier than what is known, of the same phone: the same
    with clock.at("2022-05-11T08:00"):
        arrivals.declare(said | {"filed_at": "2022-05-10T23:00"}, by=SYSTEM, way_in="file")
    assert people.signing_in([person_id()])[person_id()].proven == people.phone_mark(PHONE)


def test_merging_carries_the_checked_phone_and_parting_takes_it_back(client, signing_in):
    enters()
    declares(client, number=number_of("19700707"), phone=OTHER)
    first, second = (people.search(n, by=SYSTEM)[0].id for n in (OWNERS, number_of("19700707")))
    record = people.merge_persons(second, first, "同一人", by=SYSTEM)
    assert people.signing_in([second])[second].proven == people.phone_mark(PHONE)
    assert signing_in(PHONE).status_code == 302
    assert codes.show(second, by=SYSTEM).name in page(client)
    people.undo_merge(record, by=SYSTEM)
    assert people.signing_in([second])[second].proven == b""
    assert people.signing_in([first])[first].proven == people.phone_mark(PHONE)


AGAIN = {
    "the same form": {},
    "another phone": {"phone": OTHER},
    "another name": {"name": "张三峰"},
}


@pytest.mark.parametrize("again", AGAIN)
def test_a_second_filing_leaves_the_first_code_as_it_is(client, signing_in, again):
    """Whoever filed first keeps the code, by link and by phone; the second receipt says what it is."""
    first = declares(client)
    with clock.at("2022-05-10T23:05"):
        second = declares(client, **AGAIN[again])
        assert client.get(f"/p/code/r/{first}").status_code == 302
        assert "张**" in page(client)
        assert signing_in(PHONE, OWNERS).status_code == 302
        said = html.unescape(client.get(f"/p/r/{first}").content.decode())
        assert "首次申报的回执:凭它出示健康码" in said
        assert f"/p/code/r/{first}" in said
        beside = html.unescape(client.get(f"/p/r/{second}").content.decode())
        assert "等村(社区)核实后才并入" in beside  # the same whether it says the same or not
        assert f"/p/code/r/{second}" not in beside
        client.cookies.clear()
        assert client.get(f"/p/code/r/{second}").status_code == 403


def test_what_a_strangers_filing_came_to_is_not_told_on_its_receipt(client):
    from fangxian.lines.arrivals.models import Claim

    declares(client)
    second = declares(client, phone=OTHER)
    before = told_of(client, second)
    arrivals.set_claim_aside(Claim.objects.get().pk, "电话问过", by=SYSTEM)
    assert told_of(client, second) == before
    assert "没有采纳" not in before[0][1]


def test_who_proves_the_phone_reads_what_their_own_filing_came_to(client, signing_in):
    from fangxian.lines.arrivals.models import Claim

    declares(client)
    with clock.at("2022-05-10T23:05"):
        own = declares(client, phone=OTHER)
        arrivals.set_claim_aside(Claim.objects.get().pk, "电话问过", by=SYSTEM)
        people.confirm_phone(person_id(), OTHER, by=SYSTEM)
        client.cookies.clear()
        assert "没有采纳" not in html.unescape(client.get(f"/p/r/{own}").content.decode())
        assert signing_in(OTHER).status_code == 302
        assert "没有采纳" in html.unescape(client.get(f"/p/r/{own}").content.decode())


def told_of(client, keys: str) -> list[tuple[int, str]]:
    """All that a link answers, without what its holder typed and its own number and address."""
    asked = (f"/p/r/{keys}", f"/p/r/{keys}?new", f"/p/r/{keys}?changed", f"/p/code/r/{keys}",
             f"/p/r/{keys}/change")  # fmt: skip
    answers = []
    for path in asked:
        client.cookies.clear()
        answer = client.get(path)
        text = html.unescape(answer.content.decode()).replace(keys, "")
        text = re.sub(r"\d{6}-\d{6}|<svg.*?</svg>|\w{64}|[\w-]{22,}=*", "", text, flags=re.DOTALL)
        answers.append((answer.status_code, text))
    return answers


def test_a_strangers_receipt_does_not_tell_whether_the_guess_is_what_the_record_says(client):
    """One filing that says what the record says, one that says otherwise; the days of a claim pass."""
    from fangxian.lines.arrivals.horizon import claim_days
    from fangxian.lines.arrivals.models import Claim

    declares(client)
    with clock.at("2022-05-10T23:05"):
        equal, other = declares(client), declares(client, phone=OTHER)
        assert Claim.objects.count() == 1  # one of the two differs
        assert told_of(client, equal) == told_of(client, other)
    days = claim_days(clock.today(), places.home())
    with clock.at(clock.now() + days + timedelta(days=5)):
        arrivals.lapse_claims(by=SYSTEM)
        assert Claim.objects.get().state == "lapsed"
        assert told_of(client, equal) == told_of(client, other)


def test_what_is_changed_by_a_strangers_link_is_answered_alike(client):
    declares(client)
    with clock.at("2022-05-10T23:05"):
        said = []
        for keys in (declares(client), declares(client, phone=OTHER)):
            trip = arrivals.receipt(keys, by=NOBODY).said | {"vehicle": "K786"}
            arrivals.amend(keys, trip, by=NOBODY)
            said.append(told_of(client, keys))
    assert said[0] == said[1]
    assert "已收到,等核实" in said[0][2][1]
    assert "已改好" not in said[0][2][1]


def test_a_later_filing_with_the_checked_phone_is_said_to_be_laid(client, signing_in):
    declares(client)
    people.confirm_phone(person_id(), PHONE, by=SYSTEM)
    assert signing_in(PHONE).status_code == 302
    with clock.at("2022-05-10T23:05"):
        again = declares(client)
        told = html.unescape(client.get(f"/p/r/{again}").content.decode())
    assert "这次填报已收到,并入登记" in told
