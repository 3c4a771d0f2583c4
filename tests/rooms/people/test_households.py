"""The county's households from a list: once taken in, again nothing new; what is wrong is named."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from fangxian.ground.duty import api as duty
from fangxian.ground.intake.errors import FileDamaged, HeaderUnknown, NoRows, PartsHidden
from fangxian.ground.people import api as people
from fangxian.ground.people import pages as people_pages
from fangxian.ground.people.models import Household, Person
from fangxian.ground.people.services import households as people_households
from fangxian.ground.places import pages as places
from fangxian.kernel import clock
from fangxian.kernel.actor import SYSTEM, Actor, Grant

pytestmark = pytest.mark.django_db

WEI, MEI, LI = "612422198009128011", "61092120050203152X", "11010519491231002X"
HEADINGS = ("户主", "户主证件号码", "地址", "成员证件号码", "网格")


@pytest.fixture(autouse=True)
def _a_day_in_may():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.fixture
def grid() -> str:
    village = places.children_of(places.children_of("610921")[0].code)[0].code
    code = places.add_grid(village, "第一网格", by=SYSTEM)
    duty.bootstrap_units()
    return code


def listed(*rows: tuple[str, ...]) -> bytes:
    return "\n".join(",".join(row) for row in (HEADINGS, *rows)).encode("gb18030")


def take(content: bytes, by: Actor = SYSTEM) -> people_households.HouseholdsTaken:
    return people_pages.import_households(content, "住户.csv", by=by)


def test_a_household_is_its_head_and_members_and_a_second_time_changes_nothing(grid):
    content = listed(("韦国强", WEI, "三组5号", f"梅玉:{MEI}、{LI}", grid))
    for new in (1, 0):
        said = take(content).as_dict()
        assert [sheet["rows"] for sheet in said.pop("sheets")] == [1]
        assert said == {
            "read": 1,
            "households": 1,
            "members": 3,
            "new": new,
            "rejected": 0,
            "reasons": {},
        }
    home = Household.objects.get()
    assert (home.place, home.address, home.head.name) == (grid, "三组5号", "韦国强")
    assert set(Person.objects.values_list("name", "household_id")) == {
        ("韦国强", home.pk),
        ("梅玉", home.pk),
        ("", home.pk),
    }


def test_who_is_known_stays_as_they_are_and_a_moved_household_is_corrected(grid):
    key = people.DocumentKey("resident_id", MEI)
    state, _ = people.merge(None, people.PersonFiling(clock.now(), name="梅玉", address="南街"))
    mei = people.store({key: state}, by=SYSTEM)[key]
    take(listed(("韦国强", WEI, "三组5号", MEI, grid)))
    take(listed(("韦国强", WEI, "三组6号", MEI, grid)))
    assert people.states_by_id([mei])[mei].field("address") == "南街"
    assert Household.objects.get().address == "三组6号"


def test_bad_rows_are_named_and_good_ones_kept(grid):
    done = take(
        listed(
            ("韦国强", WEI, "三组5号", "", grid),
            ("梅玉", MEI, "三组6号", "", "999999999999999"),
            ("李四", "110105194912310021", "三组7号", "", grid),
            ("赵五", "", "三组8号", "", grid),
            ("又一户", LI, "三组9号", WEI, grid),
        )
    )
    assert (done.read, done.households, done.members) == (5, 1, 1)
    assert {one.row: one.code for one in done.rejected} == {
        3: "people.grid_unknown",
        4: "people.id_checksum",
        5: "people.household_empty",
        6: "people.member_twice",
    }
    assert all(one.way_out.zh and one.sentence.en for one in done.rejected)


def test_an_official_takes_in_their_own_area_only(grid):
    elsewhere = Actor(9, "别镇", (Grant("town", frozenset({"people.edit"}), "610921199"),))
    done = take(listed(("韦国强", WEI, "三组5号", "", grid)), by=elsewhere)
    assert [one.code for one in done.rejected] == ["people.household_elsewhere"]
    assert not Household.objects.exists()


@pytest.fixture
def away() -> str:
    """A village of another town."""
    return places.children_of(places.children_of("610921")[3].code)[0].code


def of(place: str) -> Actor:
    return Actor(9, "别村", (Grant("village", frozenset({"people.edit"}), place),))


@pytest.mark.parametrize("letters", [12, 9])
def test_nobody_is_fetched_into_a_household_by_a_number(grid, away, letters):
    """Neither a household by its head, nor a member; and no phone is laid on them."""
    third = people.DocumentKey("resident_id", LI)
    town = places.children_of("610921")[5].code
    filing = people.PersonFiling(clock.now(), name="李测丙", place=town)
    li = people.store({third: people.merge(None, filing)[0]}, by=SYSTEM)[third]
    take(listed(("韦国强", WEI, "三组5号", "", grid)))
    content = (
        "户主,户主证件号码,户主电话,地址,成员证件号码,网格\n"
        f"韦国强,{WEI},13700001111,别处1号,,{away}\n"
        f"梅玉,{MEI},,别处2号,{LI},{away}\n"
    ).encode("gb18030")
    done = take(content, by=of(away[:letters]))
    assert [one.code for one in done.rejected] == ["people.member_elsewhere"] * 2
    assert (done.households, done.members) == (0, 0)
    home = Household.objects.get()
    assert (home.place, home.address) == (grid, "三组5号")
    assert set(Person.objects.values_list("place", "household_id", "phone_index")) == {
        (grid, home.pk, None),
        (town, None, None),
    }
    assert people.states_by_id([li])[li].place == town
    assert LI not in done.rejected[1].sentence.zh
    take(content)  # the county moves whom it finds moved
    assert set(Household.objects.values_list("place", flat=True)) == {away}


def test_who_is_counted_or_heads_a_household_elsewhere_stays_there_whatever_their_own_place(
    grid, away
):
    take(listed(("韦国强", WEI, "三组5号", MEI, grid)))
    Person.objects.update(place="")
    Person.objects.filter(name="韦国强").update(household=None)
    done = take(
        listed(("韦国强", WEI, "别处1号", "", away), ("李测丙", LI, "别处2号", MEI, away)),
        by=of(away),
    )
    assert [one.code for one in done.rejected] == ["people.member_elsewhere"] * 2
    assert Household.objects.get().place == grid


def test_only_the_row_of_who_stands_elsewhere_is_put_back(grid, away):
    """Below a merged head each member is a row; who is placed nowhere is nobody else's."""
    nowhere, elsewhere = (people.DocumentKey("resident_id", one) for one in (MEI, LI))
    for key, place in ((nowhere, "610921"), (elsewhere, grid)):
        filing = people.PersonFiling(clock.now(), name="某人", place=place)
        people.store({key: people.merge(None, filing)[0]}, by=SYSTEM)
    rows = [("韦国强", WEI, "1号", one, away) for one in (MEI, LI)]
    done = take(listed(*rows), by=of(away))
    assert {one.row: one.code for one in done.rejected} == {3: "people.member_elsewhere"}
    assert done.members == 2
    again = take(listed(*rows), by=of(away))
    assert (again.new, again.members, len(again.rejected)) == (0, 2, 1)


def test_a_workbook_with_a_title_and_the_grid_by_name(grid):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "汉阴县住户清单")
        sheet.write_row(1, 0, HEADINGS)
        sheet.write_row(2, 0, ["韦国强", WEI, "三组5号", "", places.full_name(grid)])
    assert people_pages.import_households(made.getvalue(), "住户.xlsx", by=SYSTEM).households == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04broken", FileDamaged),
        ("姓名,电话\n".encode(), HeaderUnknown),
        (listed(), NoRows),
    ],
)
def test_what_is_no_list_is_refused(content, why):
    with pytest.raises(why):
        take(content)


def test_the_households_of_a_grid_are_holes_until_somebody_answers_for_them(grid):
    take(listed(("韦国强", WEI, "三组5号", "", grid), ("梅玉", MEI, "三组6号", "", grid)))
    scope = SYSTEM.scope("duty.read")
    assert duty.holes(scope).households_without == 2
    unit = duty.unit_for(grid, "grid")
    role = duty.charge_roles()[0].code
    duty.charge(
        role,
        duty.Answerer(unit_id=unit.parent_id),
        [duty.ChargeSubject("grid", unit.id)],
        by=SYSTEM,
    )
    assert duty.holes(scope).households_without == 0
    post = next(one for one in duty.posts(unit.id) if one.title == "网格员")
    duty.seat(post.id, duty.Holder(name="王网格"), by=SYSTEM)
    [light] = duty.hole_rows("members_under", scope).rows
    assert (light.name, light.households) == ("王网格", 2)


def test_members_with_a_blank_between_are_all_kept(grid):
    said = take(listed(("韦国强", WEI, "北街2号", f"未测一 {MEI} 未测二 {LI}", grid))).as_dict()
    assert (said["members"], said["rejected"]) == (3, 0)
    assert set(Person.objects.values_list("name", flat=True)) == {"韦国强", "未测一", "未测二"}


def test_a_name_without_a_number_puts_the_row_back_with_the_part(grid):
    done = take(listed(("韦国强", WEI, "北街2号", f"未测一 {MEI} 未测二", grid)))
    assert (done.members, [one.code for one in done.rejected]) == (
        0,
        ["people.member_not_understood"],
    )
    assert "未测二" in done.rejected[0].sentence.zh


def test_a_newborn_of_the_list_is_the_newborn_of_the_ledger(grid):
    key = people.normalise_document("出生证", "P610199002")
    filing = people.PersonFiling(clock.now(), name="婴测乙")
    baby = people.store({key: people.merge(None, filing)[0]}, by=SYSTEM)[key]
    take(listed(("韦国强", WEI, "北街2号", "婴测乙 P610199002", grid)))
    assert Person.objects.get(pk=baby).household_id is not None
    assert Person.objects.count() == 2


REGISTER = ("户号", "与户主关系", "姓名", "身份证号", "联系电话", "地址", "网格")


def book(*rows: tuple[str, ...]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_numbers": False}) as workbook:
        sheet = workbook.add_worksheet()
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    return made.getvalue()


def homes() -> dict[str, tuple[str, str]]:
    """Who lives where, and the head of it."""
    rows = Person.objects.filter(household__isnull=False).select_related("household__head")
    return {one.name: (one.household.address, one.household.head.name) for one in rows}


def phones() -> dict[str, str]:
    states = people.states_by_id(list(Person.objects.values_list("pk", flat=True)))
    return {state.name: state.phone for state in states.values()}


@pytest.mark.parametrize("number", ["1", ""])
def test_a_register_of_one_person_a_row_is_households_of_their_heads(grid, number):
    done = take(
        book(
            REGISTER,
            (number, "户主", "韦国强", WEI, "13891512345", "三组5号", grid),
            ("", "妻", "梅玉", MEI, "", "", ""),
            ("2" if number else "", "户主", "李四", LI, "13891512346", "三组6号", grid),
        )
    )
    assert (done.read, done.households, done.members, done.rejected) == (3, 2, 3, ())
    assert homes() == {
        "韦国强": ("三组5号", "韦国强"),
        "梅玉": ("三组5号", "韦国强"),
        "李四": ("三组6号", "李四"),
    }


def test_the_phone_of_a_household_is_its_heads_and_nobody_elses(grid):
    take(
        book(
            REGISTER,
            ("1", "户主", "韦国强", WEI, "13891512345", "三组5号", grid),
            ("1", "妻", "梅玉", MEI, "13891512345", "三组5号", grid),
            ("1", "子", "李四", LI, "13891512399", "三组5号", grid),
        )
    )
    assert phones() == {"韦国强": "13891512345", "梅玉": "", "李四": "13891512399"}


def test_a_head_who_is_known_without_a_phone_gets_the_households_and_keeps_a_known_one(grid):
    take(listed(("韦国强", WEI, "三组5号", "", grid)))
    one = ("1", "户主", "韦国强", WEI, "13891512345", "三组5号", grid)
    take(book(REGISTER, one))
    assert phones() == {"韦国强": "13891512345"}
    take(book(REGISTER, (*one[:4], "13891512399", *one[5:])))
    assert phones() == {"韦国强": "13891512345"}


def test_the_head_may_come_last_and_is_known_by_the_relation(grid):
    done = take(
        book(
            REGISTER,
            ("1", "妻", "梅玉", MEI, "", "", ""),
            ("1", "户主", "韦国强", WEI, "", "三组5号", grid),
        )
    )
    assert done.rejected == ()
    assert homes()["梅玉"] == ("三组5号", "韦国强")


def test_rows_with_blanks_below_a_head_belong_to_the_household(grid):
    done = take(
        book(
            ("户主", "户主身份证号", "地址", "成员姓名", "成员身份证号", "网格"),
            ("韦国强", WEI, "三组5号", "梅玉", MEI, grid),
            ("", "", "", "李四", LI, ""),
        )
    )
    assert (done.households, done.members, done.rejected) == (1, 3, ())
    assert set(homes().values()) == {("三组5号", "韦国强")}
    assert set(homes()) == {"韦国强", "梅玉", "李四"}


def test_a_member_without_a_number_is_put_back_by_name_and_not_lost(grid):
    done = take(
        book(
            REGISTER,
            ("1", "户主", "韦国强", WEI, "", "三组5号", grid),
            ("1", "子", "韦小强", "612422198009128012", "", "", ""),
        )
    )
    assert done.members == 1
    assert [one.row for one in done.rejected] == [3]
    with_names = take(
        book(
            ("户主", "户主身份证号", "地址", "家庭成员", "网格"),
            ("韦国强", WEI, "三组5号", "张三、李四", grid),
        )
    )
    assert [one.code for one in with_names.rejected] == ["people.member_not_understood"]


def test_hidden_rows_of_a_register_are_told_of_and_read_when_asked_for(grid):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as workbook:
        sheet = workbook.add_worksheet("住户")
        sheet.write_row(0, 0, REGISTER)
        sheet.write_row(1, 0, ("1", "户主", "韦国强", WEI, "", "三组5号", grid))
        sheet.write_row(2, 0, ("2", "户主", "李四", LI, "", "三组6号", grid))
        sheet.set_row(2, None, None, {"hidden": True})
    with pytest.raises(PartsHidden):
        take(made.getvalue())
    done = people_pages.import_households(made.getvalue(), "住户.xlsx", by=SYSTEM, hidden="leave")
    assert (done.households, [one.state for one in done.sheets]) == (1, ["read", "hidden"])
    again = people_pages.import_households(
        made.getvalue(), "住户.xlsx", by=SYSTEM, sheets=("住户", "住户·隐藏的行")
    )
    assert again.households == 2


@pytest.mark.parametrize(
    "titles",
    [
        ("成员1", "成员1身份证", "成员2", "成员2身份证"),
        ("成员1姓名", "成员1身份证号", "成员2姓名", "成员2证件号码"),
        ("家庭成员一", "家庭成员一身份证号码", "家庭成员二", "家庭成员二身份证号码"),
        ("成员姓名1", "成员身份证1", "成员姓名2", "成员身份证2"),
    ],
)
def test_members_in_numbered_columns_are_read(grid, titles):
    done = take(
        book(
            ("户主", "户主身份证", "住址", *titles, "网格"),
            ("韦国强", WEI, "三组5号", "梅玉", MEI, "李四", LI, grid),
            ("孙测", "110105194912315031", "三组6号", "", "", "", "", grid),
        )
    )
    assert (done.households, done.members, done.rejected) == (2, 4, ())
    assert {name for name, home in homes().items() if home == ("三组5号", "韦国强")} == {
        "韦国强",
        "梅玉",
        "李四",
    }


def test_numbered_members_need_no_order_and_a_name_alone_is_put_back(grid):
    titles = ("户主", "户主身份证", "住址", "成员1", "成员2", "成员1身份证", "成员2身份证", "网格")
    taken = take(book(titles, ("韦国强", WEI, "三组5号", "梅玉", "李四", MEI, LI, grid)))
    assert taken.members == 3
    assert set(homes()) == {"韦国强", "梅玉", "李四"}
    done = take(book(titles, ("韦国强", WEI, "三组5号", "梅玉", "李四", "", LI, grid)))
    assert [one.code for one in done.rejected] == ["people.member_not_understood"]


def test_a_number_in_a_column_that_is_not_read_puts_the_row_back(grid):
    done = take(
        book(
            ("户主", "户主身份证", "住址", "配偶身份证", "网格员身份证", "网格"),
            ("韦国强", WEI, "三组5号", MEI, LI, grid),
            ("李四", LI, "三组6号", "", WEI, grid),
        )
    )
    assert {one.row: one.code for one in done.rejected} == {2: "people.member_column_unread"}
    assert "配偶身份证" in done.rejected[0].sentence.zh
    assert done.households == 1


@pytest.mark.parametrize("title", ["所属村", "所在村", "村(社区)", "行政村", "所属村委会"])
def test_the_village_is_known_by_the_titles_of_a_ledger(grid, title):
    village = places.division(grid[:12]).name
    town = places.division(grid[:9]).name
    done = take(
        book(
            ("户主", "户主身份证", "住址", "所属镇", title),
            ("韦国强", WEI, "三组5号", town, village),
        )
    )
    assert (done.households, done.rejected) == (1, ())


def test_a_refused_header_names_only_what_it_lacks():
    with pytest.raises(HeaderUnknown) as refused:
        take(
            book(
                ("住户清单",),
                ("户主", "户主身份证", "住址", "片长"),
                ("韦国强", WEI, "三组5号", "王"),
            )
        )
    assert "要有网格或村(社区)。" in refused.value.said.zh
    assert "户主 户主身份证 住址 片长" in refused.value.next_step.zh


@pytest.mark.parametrize("said", ["东头三户", "第九网格", "二组王主任包"])
def test_a_household_is_not_lost_for_how_its_grid_is_called(grid, said):
    village = places.full_name(grid[:12]).removeprefix("陕西省安康市")
    text = f"户主,户主证件号码,地址,村,网格\n韦国强,{WEI},三组5号,{village},{said}\n"
    done = people_pages.import_households(text.encode(), "户籍.csv", by=SYSTEM)
    assert (done.households, done.rejected) == (1, ())
    assert said in done.told[0].zh
    assert Household.objects.get().place == grid[:12]


def test_a_look_writes_nothing_and_says_the_same(grid):
    content = listed(
        ("韦国强", WEI, "三组5号", "", grid), ("李四", "110105194912310021", "三组7号", "", grid)
    )
    looked = people_pages.preview_households(content, by=SYSTEM)
    assert not Household.objects.exists()
    done = take(content)
    assert (looked.new, len(looked.rejected)) == (done.new, len(done.rejected)) == (1, 1)
    (row,) = people_pages.HOUSEHOLDS.rows(done.import_id, by=SYSTEM).rows
    assert row.faults[0][0] == "people.id_checksum"
    assert people_pages.preview_households(content, by=SYSTEM).new == 0


@pytest.mark.parametrize(
    "said", ["第一网格", "一网格", "1网格", "第1网格", "第一网格(北街)", "网格一"]
)
def test_a_grid_is_found_however_it_is_numbered(grid, said):
    village = places.full_name(grid[:12]).removeprefix("陕西省安康市")
    text = f"户主,户主证件号码,地址,村,网格\n韦国强,{WEI},三组5号,{village},{said}\n"
    done = people_pages.import_households(text.encode(), "户籍.csv", by=SYSTEM)
    assert (done.households, done.rejected, done.told) == (1, (), ())
    assert Household.objects.get().place == grid


def test_a_grid_without_its_village_is_put_back_and_kept(grid):
    done = take(listed(("韦国强", WEI, "三组5号", "", "第七网格")))
    assert (done.households, [one.code for one in done.rejected]) == (0, ["people.grid_unknown"])
    (row,) = people_pages.HOUSEHOLDS.rows(done.import_id, by=SYSTEM).rows
    assert ("网格", "第七网格") in row.cells
