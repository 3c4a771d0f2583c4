"""Whose phone opens whose code (ADR 17): what a stranger can write down opens nothing, and whoever
is refused is told where to go."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from fangxian.ground.people import pages as people
from fangxian.ground.places import api as places
from fangxian.kernel import clock
from fangxian.kernel.actor import NOBODY, SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.arrivals import reactions as arrivals_reactions
from fangxian.lines.codes import pages as codes
from tests.doors.public.resident import Resident, number_of
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
        "name": "张三丰",
        "document_number": number,
        "phone": phone,
        "origin": "陕西省西安市雁塔区",
        "arrival": "2022-05-08",
        "filed_at": "2022-05-09T08:00",
    }
    return arrivals.register(form, by=SYSTEM, way_in=way_in)


def test_a_phone_that_the_township_wrote_down_needs_no_number(client, signing_in):
    enters()
    assert signing_in(PHONE).status_code == 302
    assert "张**" in page(client)
    assert "还没有核对过" not in page(client)


def test_a_later_filing_by_a_stranger_takes_nothing_over(client, signing_in):
    enters()
    declares(client, phone=OTHER)
    assert signing_in(OTHER, OWNERS).status_code == 403  # nobody signs in with it
    assert "resident" not in client.cookies
    assert signing_in(PHONE).status_code == 302  # and the owner still does
    assert "张**" in page(client)


def test_the_first_filer_of_somebody_unknown_reads_their_own_words_only(client, signing_in):
    """The stranger was first; the owner declares afterwards. Neither sees what the other said, and
    the owner is told where to go; checked with a document, the owner's phone opens and no other."""
    declares(client, phone=OTHER)
    assert signing_in(OTHER, OWNERS).status_code == 302
    assert "张**" in page(client)
    declares(client)
    assert "另有 1 条填报还没有核实" in html.unescape(page(client))
    client.cookies.clear()
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
    from fangxian.lines.venues import pages as venues

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
        "name": "张三丰",
        "document_number": OWNERS,
        "phone": PHONE,
        "origin": row.origin,
        "arrival": str(row.arrival),
        "filed_at": row.filed_at.isoformat(),
        "remark": "导出后又导入",
    }
    arrivals.register(said, by=SYSTEM, way_in="file")
    assert people.signing_in([person_id()])[person_id()].proven == b""
    enters()  # filed earlier than what is known, of the same phone: the same
    with clock.at("2022-05-11T08:00"):
        arrivals.register(said | {"filed_at": "2022-05-10T23:00"}, by=SYSTEM, way_in="file")
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
    """Whoever filed first keeps the code by their phone, and reads there how each receipt stands."""
    first = declares(client)
    with clock.at("2022-05-10T23:05"):
        second = declares(client, **AGAIN[again])
        assert told_of(client, first, drop_person=True) == told_of(client, second, drop_person=True)
        assert signing_in(PHONE, OWNERS).status_code == 302
        assert "张**" in page(client)
        said = html.unescape(client.get(f"/p/r/{first}").content.decode())
        assert "首次申报的回执" in said
        assert 'aria-label="现在的健康码"' in said


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


def told_of(client, keys: str, *, drop_person: bool = False) -> list[tuple[int, str]]:
    """All that a link answers, without its own number and address; where asked, without the person
    that its holder typed."""
    asked = (
        f"/p/r/{keys}",
        f"/p/r/{keys}?new",
        f"/p/r/{keys}?changed",
        f"/p/code/r/{keys}",
        f"/p/r/{keys}/change",
    )
    answers = []
    for path in asked:
        client.cookies.clear()
        answer = client.get(path)
        text = html.unescape(answer.content.decode()).replace(keys, "")
        text = re.sub(r"\d{6}-\d{6}|<svg.*?</svg>|\w{64}|[\w-]{22,}=*", "", text, flags=re.DOTALL)
        text = re.sub(r"<p>.{1,9} · .{1,30}</p>", "", text) if drop_person else text
        answers.append((answer.status_code, text))
    return answers


def test_a_strangers_receipt_does_not_tell_whether_the_guess_is_what_the_record_says(client):
    """One filing that says what the record says, one that says otherwise; the days of a claim pass."""
    from fangxian.lines.arrivals.in_force import claim_days
    from fangxian.lines.arrivals.models import Claim

    declares(client)
    with clock.at("2022-05-10T23:05"):
        equal, other = declares(client), declares(client, phone=OTHER)
        assert Claim.objects.count() == 1  # one of the two differs
        assert told_of(client, equal) == told_of(client, other)
    days = claim_days(clock.today(), places.home())
    with clock.at(clock.now() + days + timedelta(days=5)):
        arrivals_reactions.lapse_claims(by=SYSTEM)
        assert Claim.objects.get().state == "lapsed"
        assert told_of(client, equal) == told_of(client, other)


KNOWN_BY = {
    "a form": lambda client: declares(client),
    "an official": lambda client: enters(),
    "an official, elsewhere": lambda client: enters(way_in="file"),
}


@pytest.mark.parametrize("known_by", KNOWN_BY)
def test_a_form_does_not_tell_whether_its_number_is_on_record(client, known_by):
    """The same status, headline, words, shape and way on for a number that is known and for one that
    is not: when filed, when looked at again, when changed, when decided, at the code's address."""
    from fangxian.lines.arrivals.models import Claim

    KNOWN_BY[known_by](client)
    with clock.at("2022-05-10T23:05"):
        client.cookies.clear()
        known = declares(client, phone=OTHER)
        unknown = declares(client, number=number_of("19900101", "003"), phone=OTHER)
        assert told_of(client, known, drop_person=True) == told_of(
            client, unknown, drop_person=True
        )
        for keys in (known, unknown):
            trip = arrivals.receipt(keys, by=NOBODY).said | {
                "vehicle": "K786",
                "arrival": "2022-05-13",
            }
            arrivals.amend(keys, trip, by=NOBODY)
        assert told_of(client, known, drop_person=True) == told_of(
            client, unknown, drop_person=True
        )
        for one in Claim.objects.filter(state="waiting"):
            arrivals.set_claim_aside(one.pk, "电话问过", by=SYSTEM)
        assert told_of(client, known, drop_person=True) == told_of(
            client, unknown, drop_person=True
        )


def test_companions_of_one_form_are_told_apart_by_nothing(client):
    """Eight numbers of one form, one of them on record: one sentence below them all."""
    enters()
    client.cookies.clear()
    resident = Resident(client).begins("family")
    resident.fills_in_themselves("张三丰", OWNERS, OTHER, go="add")
    resident.fills_in_themselves("李春梅", number_of("19920202"), OTHER, n=1)
    sent = resident.fills_in_the_journey().types("send").answer
    said = html.unescape(client.get(sent["Location"]).content.decode())
    assert said.count("data-stands") == 1
    assert "健康码在“我的码”用填报的手机号取验证码打开" in said
    assert "此前已有登记的，与登记不同的内容" in said  # a rule, told to everybody


def test_who_was_new_is_screened_as_ever_and_gets_the_code_by_the_phone(client, signing_in):
    from fangxian.kernel import outbox as facts

    declares(client)
    facts.settle()
    assert arrivals.dossier(person_id(), by=SYSTEM).screenings
    assert signing_in(PHONE, OWNERS).status_code == 302
    assert "橙码" in page(client)


def test_what_is_changed_by_a_strangers_link_is_answered_alike(client):
    declares(client)
    with clock.at("2022-05-10T23:05"):
        said = []
        for keys in (declares(client), declares(client, phone=OTHER)):
            trip = arrivals.receipt(keys, by=NOBODY).said | {"vehicle": "K786"}
            arrivals.amend(keys, trip, by=NOBODY)
            said.append(told_of(client, keys))
    assert said[0] == said[1]
    assert "改填已收到" in said[0][2][1]
    assert "已改好" not in said[0][2][1]


def test_a_later_filing_with_the_checked_phone_is_said_to_be_laid(client, signing_in):
    declares(client)
    people.confirm_phone(person_id(), PHONE, by=SYSTEM)
    assert signing_in(PHONE).status_code == 302
    with clock.at("2022-05-10T23:05"):
        again = declares(client)
        told = html.unescape(client.get(f"/p/r/{again}").content.decode())
    assert "这次填报已收到，并入登记" in told
