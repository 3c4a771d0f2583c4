"""Two records that may be one person are told side by side, and merged by who looked."""

from __future__ import annotations

import html

import pytest

from fangxian.ground.access.models import Role
from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.people.models import Person
from fangxian.ground.places import api as places
from fangxian.kernel import audit, clock
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.codes.models import Standing

pytestmark = pytest.mark.django_db
PHONE = "13800000601"


def enter(
    number: str, name: str = "陈测文", kind: str = "港澳通行证", place: str = "610921102201"
) -> int:
    key = people.normalise_document(kind, number)
    filing = people.PersonFiling(clock.now(), name=name, phone=PHONE, place=place)
    return people.store({key: people.merge(None, filing)[0]}, by=SYSTEM)[key]


def test_a_pair_is_told_opened_and_merged(at_desk):
    one, other = enter("H87654321"), enter("K12345678", "陈测文", "护照")
    role = Role.objects.get(code="headquarters")
    Role.objects.filter(pk=role.pk).update(permissions=[*role.permissions, "people.merge"])
    client = at_desk("hq")
    page = html.unescape(client.get("/people/twins").content.decode())
    assert "姓名、电话相同" in page
    assert f"/people/{one}" in page
    assert "陈测文" not in page
    client.post(f"/people/{one}/merge", {"other": other, "why": "电话问过本人"})
    assert Person.objects.get(pk=other).merged_into_id == one
    assert "没有疑似重复" in client.get("/people/twins").content.decode()
    assert "people.possible_twins" in [look.deed for look in audit.looks_at(one)]


def test_where_they_are_not_restricted_alike_the_page_asks_a_colleague(at_desk):
    one, other = enter("H87654321"), enter("K12345678", "陈测文", "护照")
    role = Role.objects.get(code="headquarters")
    Role.objects.filter(pk=role.pk).update(permissions=[*role.permissions, "people.merge"])
    Standing.objects.create(
        person_id=other,
        colour="red",
        reason="hand",
        words_zh="红",
        words_en="red",
        clause={},
        source="codes.manual:9",
        origin="manual",
        key="codes.manual:9",
        since=clock.now(),
        made_at=clock.now(),
        place="610921102201",
    )
    client = at_desk("hq")
    why = "电话 13800000601 问过"
    done = client.post(f"/people/{one}/merge", {"other": other, "why": why}, follow=True)
    assert Person.objects.get(pk=other).merged_into_id is None
    for page in (done, client.get("/people/twins")):
        shown = page.content.decode()
        assert f"第 {other} 号并入第 {one} 号 · 电话 138**** 问过" in shown
        assert "撤回提请" in shown
        assert "涉及：<b>陈**、陈**</b>" in shown
        assert "任何一份的限制都可能改变" in shown
        assert "现在没有别人能同意" in shown


def test_others_areas_are_not_told(at_desk):
    enter("H87654321"), enter("K12345678", "陈测文", "护照")
    Person.objects.update(place="610921100", created_by_id=None)
    assert "姓名、电话相同" not in at_desk("town").get("/people/twins").content.decode()


def test_the_card_is_to_be_looked_at_where_no_table_knows_its_prefix(at_desk):
    number = "99999919850101221"
    from fangxian.ground.people.documents import check_character

    key = people.DocumentKey("resident_id", number + check_character(number))
    filing = people.PersonFiling(clock.now(), name="未测", place="610921102201")
    one = people.store({key: people.merge(None, filing)[0]}, by=SYSTEM)[key]
    assert "不在区划代码表里" in at_desk("hq").get(f"/people/{one}").content.decode()


def test_a_merge_undone_that_takes_them_elsewhere_is_told_as_done(at_desk):
    """The kept record goes back to the town from which it came, where this township may not look."""
    with clock.at("2022-05-10T18:00"):
        one = enter("H87654321", place="610921100")
    other = enter("K12345678", "陈测文", "护照")
    record = people_pages.merge_persons(one, other, "电话问过本人", by=SYSTEM)
    role = Role.objects.get(code="township")
    Role.objects.filter(pk=role.pk).update(permissions=[*role.permissions, "people.merge"])
    done = at_desk("town").post(f"/people/{one}/merge/{record}/undo", follow=True)
    assert done.redirect_chain[-1][0] == "/tasks"
    shown = done.content.decode()
    assert "已撤销合并。此人已转到" in shown
    assert places.name_of("610921100") in shown
    assert "没有办成" not in shown
