from __future__ import annotations

import re
from datetime import date

import pytest

from fangxian.ground.duty import api as duty
from fangxian.ground.places import api as places
from fangxian.ground.tasks.models import Instruction
from fangxian.kernel import outbox
from fangxian.kernel.actor import SYSTEM
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.zones import pages as zones
from tests.doors.command.stage import PASSWORD, TOWN, VILLAGE, number_of, open_account
from tests.flat import flat

QUIET = {"HX-Request": "true"}


def test_my_work_shows_late_before_new(at_desk):
    page = at_desk("village").get("/tasks").content.decode()
    assert page.index("逾期</h2>") < page.index("今日到期</h2>")
    assert "张**" in page
    assert "张三丰" not in page


def test_the_loop_is_played_to_closure_by_village_and_township(at_desk, stage):
    order = stage.orders[3]
    village = at_desk("village")
    assert (
        village.post(f"/tasks/{order}/receive", headers={"HX-Request": "true"}).status_code == 200
    )
    told = {
        "at": "2022-05-10T20:10",
        "place_text": "二组",
        "who": "书记",
        "words": "已入户",
        "outcome": "in_place",
    }
    card = village.post(
        f"/tasks/{order}/act", told, headers={"HX-Request": "true"}
    ).content.decode()
    assert "已报" in card
    town = at_desk("town")
    checked = flat(town.post("/tasks/batch", {"act": "check", "ids": [order]}, follow=True).content)
    assert re.search(r"所报结果：.*已到位 ?</span> 1", checked)
    counted = flat(town.get("/tasks/list").content)
    assert re.search(r'href="/tasks/list\?outcome=in_place"[^>]*>已到位 ?<small>1', counted)
    assert "结果：已到位 ✕" in town.get("/tasks/list?outcome=in_place").content.decode()
    town.post(f"/tasks/{order}/check", {"seen": "acted"})
    assert town.post(f"/tasks/{order}/close", {"seen": "checked"}).status_code == 409
    assert "由另一个人销号" in town.get(f"/tasks/{order}").content.decode()
    at_desk("hq").post(f"/tasks/{order}/close", {"seen": "checked"})
    assert "已销" in town.get(f"/tasks/{order}").content.decode()


def test_a_refusal_stands_first_with_its_reason_on_the_card(at_desk, stage):
    at_desk("village").post(f"/tasks/{stage.orders[-1]}/refuse", {"reason": "人在安康没有回来"})
    for page in ("/tasks", "/tasks/list"):
        first = flat(at_desk("hq").get(page).content).split("<article")[1]
        assert f'id="task-{stage.orders[-1]}"' in first
        assert "人在安康没有回来" in first


def test_an_account_without_a_post_sees_what_was_handed_to_it_and_nothing_else(at_desk, stage):
    stage.accounts["guard"] = open_account("shouka", "守卡人", "checkpoint")
    guard = at_desk("guard")
    for page in ("/tasks", "/tasks/list"):
        assert "<article" not in guard.get(page).content.decode()
    assert guard.get(f"/tasks/{stage.orders[0]}").status_code == 404
    at_desk("town").post(
        "/tasks/batch/do",
        {"act": "assign", "ids": stage.orders[:1], "to": f"account:{stage.accounts['guard'].pk}"},
    )
    assert f'id="task-{stage.orders[0]}"' in guard.get("/tasks").content.decode()


def test_nothing_is_done_without_an_outcome_and_a_sentence(at_desk, stage):
    told = {
        "at": "2022-05-10T20:10",
        "place_text": "二组",
        "who": "书记",
        "words": "",
        "outcome": "",
    }
    village, where = at_desk("village"), f"/tasks/{stage.orders[3]}/act"
    answer = village.post(where, told, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "缺结果、经过（一句话）" in answer.content.decode()
    assert 'name="outcome" value="in_place"' in flat(answer.content)


def test_who_was_not_reached_stays_open_and_the_attempts_are_told(at_desk, stage):
    told = {"at": "2022-05-10T20:10", "place_text": "二组", "who": "书记", "outcome": "unreached"}
    village, order = at_desk("village"), stage.orders[3]
    for hour in ("20:10", "20:15"):
        told |= {"at": f"2022-05-10T{hour}", "words": f"{hour} 打了三次,关机"}
        card = village.post(f"/tasks/{order}/act", told, headers={"HX-Request": "true"})
    assert "联系未成 2 次" in card.content.decode()
    assert "已报" not in card.content.decode()
    page = at_desk("town").get(f"/tasks/{order}").content.decode()
    assert "联系不上:20:10 打了三次,关机" in page
    assert "联系未成 2 次" in page
    listed = at_desk("town").get("/tasks/list?attempted=1").content.decode()
    assert f"task-{order}" in listed


def test_evidence_without_a_place_comes_back_with_what_was_typed(at_desk, stage):
    told = {"at": "2022-05-10T20:10", "place_text": " ", "who": "书记", "words": "门牌不对"}
    answer = at_desk("village").post(
        f"/tasks/{stage.orders[3]}/act", told, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == f"#slot-{stage.orders[3]}"
    assert "门牌不对" in answer.content.decode()
    assert "tasks.evidence_incomplete" in answer.content.decode()


def test_a_stale_form_is_refused_with_a_way_out(at_desk, stage):
    town = at_desk("town")
    answer = town.post(f"/tasks/{stage.orders[3]}/check", {"seen": "acted"})
    assert answer.status_code == 409
    assert "刷新" in answer.content.decode()


def test_a_batch_is_previewed_before_it_is_done(at_desk, stage):
    village = at_desk("village")
    preview = village.post(
        "/tasks/batch", {"act": "receive", "ids": stage.orders}, follow=True
    ).content.decode()
    assert f"会办理 {len(stage.orders)} 条" in preview
    done = village.post("/tasks/batch/do", {"act": "receive", "ids": stage.orders}, follow=True)
    assert f"已办 {len(stage.orders)} 条" in done.content.decode()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
@pytest.mark.parametrize(
    ("door", "act"), [("/tasks/batch", ""), ("/tasks/batch/do", ""), ("/tasks/batch/do", "receive")]
)
def test_no_form_leads_out_of_the_house(at_desk, stage, door, act, back):
    told = {"act": act, "ids": [stage.orders[0]], "back": back}
    assert at_desk("village").post(door, told)["Location"] == "/tasks"
    told["back"] = "/tasks/list?late=1"
    assert at_desk("village").post(door, told)["Location"] == "/tasks/list?late=1"


def test_a_batch_is_handed_to_a_unit(at_desk, stage):
    from fangxian.ground.duty import api as duty
    from tests.doors.command.stage import VILLAGE

    town, ids = at_desk("town"), stage.orders[:2]
    unit = duty.units_for(VILLAGE)["village"]
    preview = town.post("/tasks/batch", {"act": "assign", "ids": ids}, follow=True).content.decode()
    assert f'value="unit:{unit}"' in preview
    given = {"act": "assign", "ids": ids, "to": f"unit:{unit}"}
    assert "已办 2 条" in town.post("/tasks/batch/do", given, follow=True).content.decode()
    refused = town.post("/tasks/batch/do", {"act": "assign", "ids": ids})
    assert "tasks.nobody_to_assign" in refused.content.decode()


def test_a_number_opens_its_list(at_desk, stage):
    page = at_desk("hq").get("/tasks/list?late=1&place=610921102").content.decode()
    assert "3 条" in page
    assert "已逾期 ✕" in page


def test_who_has_no_grant_is_told_so(at_desk):
    answer = at_desk("nobody").get("/tasks")
    assert answer.status_code == 403
    assert "还没有授权" in answer.content.decode()


def test_nobody_is_asked_to_sign_in_and_comes_back(client, stage):
    answer = client.get("/tasks?section=new")
    assert answer["Location"] == "/accounts/login/?next=%2Ftasks%3Fsection%3Dnew"
    answer = client.post(answer["Location"], {"login": "cun", "password": PASSWORD})
    assert answer["Location"] == "/tasks?section=new"


def test_an_expired_session_inside_a_page_keeps_the_page(client, stage):
    answer = client.post(f"/tasks/{stage.orders[0]}/receive", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer["X-Sign-In"].startswith("/accounts/login/")


def test_english_is_one_press_away(at_desk):
    client = at_desk("hq")
    client.post("/language", {"language": "en", "next": "/tasks"})
    assert "My work" in client.get("/tasks").content.decode()


def test_found_out_is_told_with_its_place_and_the_form_offers_those_that_it_may_be(at_desk, stage):
    order = _asked(stage)
    village = at_desk("village")
    form = village.get(f"/tasks/{order}/ask/act", headers={"HX-Request": "true"}).content.decode()
    assert 'name="found_choice" value="110105"' in form
    assert 'name="found_choice" value="220104"' in form
    told = {
        "at": "2022-05-10T20:10",
        "place_text": "二组",
        "who": "书记",
        "words": "电话里说从长春来",
        "outcome": "clear",
    }
    where = f"/tasks/{order}/act"
    again = village.post(where, told, headers={"HX-Request": "true"})
    assert again.status_code == 422
    assert "tasks.found_place_missing" in again.content.decode()
    village.post(where, told | {"found_choice": "220104"}, headers={"HX-Request": "true"})
    town = at_desk("town")
    assert "吉林省长春市朝阳区" in town.get(f"/tasks/{order}").content.decode()
    town.post(f"/tasks/{order}/check", {"seen": "acted"})
    page = town.get(f"/tasks/{order}").content.decode()
    assert "不能销号" in page  # nobody has screened them anew yet
    assert f"/tasks/{order}/close" not in page
    outbox.settle()
    assert "由另一个人销号" in town.get(f"/tasks/{order}").content.decode()
    assert f"/tasks/{order}/close" in at_desk("hq").get(f"/tasks/{order}").content.decode()


def test_the_form_offers_listed_areas_as_a_call_does(at_desk, stage):
    area = "陕西省 西安市 西咸新区 沣东新城建章路街道孟家村"
    zones.import_file(LISTED.encode(), "名单.csv", by=SYSTEM)
    order = _asked(stage, "陕西省西安市未央区")
    village = at_desk("village")
    form = village.get(f"/tasks/{order}/ask/act", headers={"HX-Request": "true"}).content.decode()
    assert area in form
    [choice] = re.findall(r'name="found_choice" value="(in:[0-9a-f]+)"', form)
    told = {
        "at": "2022-05-10T20:10",
        "place_text": "二组",
        "who": "书记",
        "words": "就住在那里",
        "outcome": "clear",
        "found_choice": choice,
    }
    village.post(f"/tasks/{order}/act", told, headers={"HX-Request": "true"})
    outbox.settle()
    assert "在名单所列的一处" in village.get(f"/tasks/{order}").content.decode()
    assert not Instruction.objects.get(pk=order).uncertain


LISTED = """level,province,city,county,community,first_seen,last_seen,n_snapshots,left_censored,right_censored
high,陕西省,西安市,西咸新区,沣东新城建章路街道孟家村,2022-05-01,2022-05-10,1,0,0
"""


def _asked(stage, origin: str = "朝阳区") -> int:
    """Somebody who wrote 朝阳区, of which there are two: to be verified by the village."""
    form = {
        "name": "苗问清",
        "document_type": "居民身份证",
        "document_number": number_of("19910911"),
        "phone": "13891509911",
        "origin": origin,
        "leaving": "2022-05-08",
        "arrival": "2022-05-10",
        "transport": "火车",
        "vehicle": "K8072",
        "town": places.name_of(TOWN),
        "village": places.name_of(VILLAGE),
        "address": "三组",
        "overseas": "否",
        "method": "镇村录入",
    }
    zones.add_by_hand("high", "北京市朝阳区", date(2022, 5, 1), by=SYSTEM)
    arrivals.register(form, by=SYSTEM, way_in="township")
    outbox.settle()
    return Instruction.objects.get(kind="verify").pk


def test_an_act_is_taken_back_from_its_card_and_the_numbers_follow(at_desk, stage):
    village, order = at_desk("village"), stage.orders[3]
    quiet = {"HX-Request": "true"}
    before = village.get("/tasks/chips").content.decode()
    told = {
        "at": "2022-05-10T20:10",
        "place_text": "二组",
        "who": "书记",
        "words": "已入户",
        "outcome": "in_place",
    }
    done = village.post(f"/tasks/{order}/act", told, headers=quiet)
    assert '"worked": true' in done["HX-Trigger"]
    assert "撤销“办结上报”" in done.content.decode()
    assert "别人接着办以前都可以" in done.content.decode()
    after = village.get("/tasks/chips").content.decode()
    assert numbers(before)[2] - numbers(after)[2] == 1  # due today
    assert village.post(f"/tasks/{order}/undo", headers=quiet).status_code == 422  # no reason
    why = {"reason": "点错了"}
    card = village.post(f"/tasks/{order}/undo", why, headers=quiet).content.decode()
    assert "已报" not in card
    assert "撤销刚才的一步 · 办结上报" in flat(village.get(f"/tasks/{order}").content)
    assert village.get("/tasks/chips").content.decode() == before
    assert village.post(f"/tasks/{order}/undo", headers=quiet).status_code == 409


def numbers(chips: str) -> list[int]:
    return [int(one) for one in re.findall(r"<small>(\d+)</small>", chips)]


def test_board_list_and_sections_say_one_number_of_what_is_late_and_the_badge_ones_own(
    at_desk, stage
):
    stage.accounts["watch"] = open_account("zhishou", "值守", "headquarters")  # holds no post
    hq = at_desk("watch")
    board = re.search(r'late-box.*?class="big">.*?>(\d+)<', hq.get("/").content.decode(), re.DOTALL)
    listed = hq.get("/tasks/total?late=1").content.decode()
    others = numbers(hq.get("/tasks/chips?whose=others").content.decode())
    assert {int(board[1]), int(listed), others[1]} == {3}
    assert not flat(hq.get("/tasks/count").content).strip()  # none of it is headquarters' turn
    badge = flat(at_desk("village").get("/tasks/count").content)
    assert "▲ 8" in badge
    assert "轮到我办 8，其中逾期 3" in badge
    for one in stage.orders[:3]:
        at_desk("village").post(f"/tasks/{one}/accept", headers=QUIET)
    owed = flat(at_desk("village").get("/tasks/count").content)
    assert "▲" in owed  # taken on, and still late with acting


@pytest.mark.parametrize("who", ["hq", "town", "village", "watch"])
def test_the_badge_the_tab_and_the_list_of_my_turn_are_one_number(at_desk, stage, who):
    stage.accounts["watch"] = open_account("zhishou", "值守", "headquarters")  # holds no post
    at_desk("village").post(f"/tasks/{stage.orders[0]}/accept", headers=QUIET)
    at_desk("village").post(f"/tasks/{stage.orders[1]}/act", DONE, headers=QUIET)
    desk = at_desk(who)
    page = desk.get("/tasks")
    shown = flat(desk.get("/tasks/count").content)
    badge = int(re.search(r"(\d+)</b>", shown)[1]) if shown.strip() else 0
    assert badge == page.context["total"] == page.context["page"].total
    assert page.content.decode().count("<article") == badge
    others = desk.get("/tasks?whose=others")
    assert others.context["page"].total == page.context["others"] == others.context["others"]
    assert others.context["total"] == badge
    both = [
        {card.row.id for _, _, some in one.context["groups"] for card in some}
        for one in (page, others)
    ]
    assert not both[0] & both[1]


def test_a_card_with_nothing_to_press_says_who_has_it(at_desk, stage):
    shown = at_desk("hq").get("/tasks/list").content.decode()
    cards = shown.split("<article")[1:]
    assert cards
    without = [card for card in cards if "btn-primary" not in card]
    assert all("详情" in card for card in cards)
    assert any("→ 等" in card for card in without)


def test_my_work_says_how_much_is_late_as_the_first_page_counts_it(at_desk, stage):
    client = at_desk("hq")
    board = {one.key: one.count for one in client.get("/").context["board"].work}
    page = client.get("/tasks")
    counted = {name: n for name, _, n in page.context["chips"]}
    assert board["late"] in {counted["overdue"], page.context["late_there"]}


def test_what_is_late_with_ones_unit_is_told_as_the_first_page_counts_it_by_unit(at_desk, stage):
    post = duty.add_post(duty.unit_for(TOWN, "township").id, "值班", by=SYSTEM)
    duty.seat(post, duty.Holder("镇值班员", stage.accounts["town"].pk), by=SYSTEM)
    lines = {line.name: line.number for line in at_desk("hq").get("/").context["board"].late}
    town = at_desk("town").get("/tasks")
    counted = {name: n for name, _, n in town.context["chips"]}
    [unit] = town.context["units"].values()
    owed = lines[unit].count if unit in lines else 0
    assert owed == counted["overdue"]


def test_the_acts_of_a_card_stand_in_one_order_late_or_not(at_desk, stage):
    """What is said of an instruction stands left and is the blue one, 办结 right of it."""
    village = at_desk("village")

    def acts(order: int) -> list[str]:
        page = flat(village.get("/tasks").content)
        card = page[page.index(f'id="task-{order}"') :].split("</article>")[0]
        shown = card[card.index('class="acts"') :]
        return re.findall(r'class="btn (btn-primary)?"[^>]*>([^<]+)<', shown)

    fresh = stage.orders[3]
    assert acts(fresh) == [("btn-primary", "收到"), ("", "办结")]
    village.post(f"/tasks/{fresh}/accept", headers=QUIET)  # what the button does: one step
    assert acts(fresh) == [("btn-primary", "办结")]


def test_what_is_late_says_to_which_level_it_was_escalated(at_desk, stage):
    Instruction.objects.filter(pk=stage.orders[0]).update(climbed_to="township")
    page = flat(at_desk("hq").get("/tasks/list?climbed_to=township").content)
    assert re.search("</i> ?已升级到镇 ?</span>", page)
    assert "已升级到镇 ✕" in page
    assert "上报" not in page[page.index("<article") : page.index("</article>")]


def test_a_page_beyond_the_last_says_so_and_not_that_nothing_is_due(at_desk, stage):
    page = at_desk("town").get("/tasks?page=9999").content.decode()
    assert "第 9999 页没有了" in page
    assert "现在没有待办" not in page


def card_of(page: bytes, order: int) -> str:
    found = flat(page)
    return found[found.index(f'id="task-{order}"') :].split("</article>")[0]


def test_a_card_says_who_where_when_how_from_where_why_and_who_else_is_on_it(at_desk, stage):
    card = card_of(at_desk("village").get("/tasks").content, stage.orders[3])
    for said in (
        "赵**",
        "二组 4 号",
        "05-10",
        "火车 K8072",
        "从",
        "西安市雁塔区",
        "中风险",
        "第2条",
    ):
        assert said in card, said
    assert re.search("村</small> ?东升村", card)
    assert re.search("镇</small> ?蒲溪镇", card)
    assert "赵小燕" not in card
    assert "13891501237" not in card


def test_received_and_taken_on_are_one_press_and_no_state_is_said_twice(at_desk, stage):
    village, order = at_desk("village"), stage.orders[3]
    card = flat(village.post(f"/tasks/{order}/accept", {"seen": "issued"}, headers=QUIET).content)
    assert "在办 20:14" in card
    assert "已接受" not in card
    assert "撤销“收到并承办”" in card
    back = flat(village.post(f"/tasks/{order}/undo", headers=QUIET).content)
    assert ">收到</button>" in back


def test_one_press_shows_name_and_phone_and_the_look_is_written_down(at_desk, stage):
    village, order = at_desk("village"), stage.orders[3]
    shown = flat(village.post(f"/tasks/{order}/show", headers=QUIET).content)
    assert "赵小燕" in shown
    assert 'href="tel:13891501237"' in shown
    file = flat(at_desk("hq").get(f"/people/{stage.people[3]}").content)
    assert f"办理指令 {order}" in file
    assert at_desk("nobody").post(f"/tasks/{order}/show").status_code == 403


def test_the_badge_of_a_township_counts_what_is_its_turn(at_desk, stage):
    at_desk("village").post(f"/tasks/{stage.orders[0]}/act", DONE, headers=QUIET)
    Instruction.objects.exclude(pk=stage.orders[0]).update(stage="closed", due_at=None)
    town = flat(at_desk("town").get("/tasks/count").content)
    assert re.search(r">\s*▲?\s*1<", town)


DONE = {
    "at": "2022-05-10T20:10",
    "place_text": "二组",
    "who": "书记",
    "words": "已入户",
    "outcome": "in_place",
}


def test_a_township_reminds_who_is_late_once_and_has_their_duty_phone(at_desk, stage):
    village = duty.unit_for(VILLAGE, "village")
    duty.set_public_phone(village.id, "0915-5212345", by=SYSTEM)
    town, late = at_desk("town"), stage.orders[0]
    card = card_of(town.get("/tasks").content, late)
    assert "催办" in card
    assert 'href="tel:0915-5212345"' in card
    done = town.post(f"/tasks/{late}/urge", headers=QUIET)
    assert "20:14 已催办（蒲溪镇值班）" in flat(done.content)
    assert town.post(f"/tasks/{late}/urge", headers=QUIET).status_code == 409
    assert "催办" in town.get(f"/tasks/{late}").content.decode()
    assert "已催办" in card_of(at_desk("village").get("/tasks").content, late)
    fresh = card_of(at_desk("town").get("/tasks").content, stage.orders[3])
    assert f"/tasks/{stage.orders[3]}/urge" not in fresh


def test_work_is_narrowed_by_words_kind_and_lateness_and_kept_under_a_name(at_desk, stage):
    village = at_desk("village")
    found = flat(village.get("/tasks?q=zxy").content)
    assert f'id="task-{stage.orders[3]}"' in found
    assert f'id="task-{stage.orders[0]}"' not in found
    assert "没有符合这些条件的事" in village.get("/tasks?kind=verify").content.decode()
    late = village.get("/tasks?kind=control&section=overdue").content.decode()
    assert late.count("<article") == 3
    kept = {"name": "今晚先办", "kind": "control", "section": "overdue"}
    back = village.post("/tasks/views", kept)
    assert back["Location"] == "/tasks?kind=control&section=overdue"
    page = flat(village.get("/tasks").content)
    assert "★ 今晚先办" in page
    number = re.search(r'name="view" value="(\d+)"', page)[1]
    assert "今晚先办" not in at_desk("town").get("/tasks").content.decode()
    assert at_desk("town").post("/tasks/views/drop", {"view": number}).status_code == 404
    at_desk("village").post("/tasks/views/drop", {"view": number})
    assert "今晚先办" not in at_desk("village").get("/tasks").content.decode()


def test_the_dense_table_is_chosen_once(at_desk, stage):
    village = at_desk("village")
    assert "<article" in village.get("/tasks").content.decode()
    assert 'class="ledger as-cards dense"' in village.get("/tasks?view=table").content.decode()
    assert 'class="ledger as-cards dense"' in village.get("/tasks").content.decode()
    assert "<article" in village.get("/tasks?view=cards").content.decode()


def test_a_batch_names_everybody_and_receives_for_who_acts(at_desk, stage):
    village = at_desk("village")
    page = flat(
        village.post(
            "/tasks/batch", {"act": "receive", "ids": stage.orders[:2]}, follow=True
        ).content
    )
    assert "张**" in page
    assert "李**" in page
    assert "二组 1 号" in page
    village.post("/tasks/batch/do", {"act": "receive", "ids": stage.orders[:2]})
    assert set(
        Instruction.objects.filter(pk__in=stage.orders[:2]).values_list("stage", flat=True)
    ) == {"accepted"}


def test_many_are_reported_together_each_with_an_outcome_of_its_own(at_desk, stage):
    village, ids = at_desk("village"), stage.orders[:3]
    page = flat(village.post("/tasks/batch", {"act": "act", "ids": ids}, follow=True).content)
    assert all(f'name="outcome-{pk}"' in page for pk in ids)
    told = {
        "ids": ids,
        "at": "2022-05-10T20:10",
        "who": "书记",
        "words": "逐户入户",
        f"outcome-{ids[0]}": "in_place",
        f"outcome-{ids[1]}": "unreached",
    }
    said = flat(village.post("/tasks/batch/report", told, follow=True).content)
    assert "已报 2 条：张**、李**" in said
    assert "没有办 1 条：王**" in said
    stages = dict(Instruction.objects.filter(pk__in=ids).values_list("pk", "stage"))
    assert stages[ids[0]] == "acted"
    assert stages[ids[1]] == "issued"  # tried in vain: it stays open
    assert stages[ids[2]] == "issued"


def test_back_to_a_preview_shows_it_again_and_sends_nothing(at_desk, stage):
    village = at_desk("village")
    sent = village.post("/tasks/batch", {"act": "receive", "ids": stage.orders[:2]})
    assert (sent.status_code, sent["Location"]) == (302, "/tasks/batch")
    assert "会办理 2 条" in village.get("/tasks/batch").content.decode()
    assert "会办理 2 条" in village.get("/tasks/batch").content.decode()
    assert at_desk("nobody").get("/tasks/batch").status_code == 403


def test_a_card_of_a_list_keeps_its_tick_and_shows_what_was_done(at_desk, stage):
    village, order = at_desk("village"), stage.orders[3]
    here = QUIET | {"HX-Current-URL": "http://testserver/tasks?kind=control"}
    card = flat(village.post(f"/tasks/{order}/accept", {"seen": "issued"}, headers=here).content)
    assert f'name="ids" value="{order}" form="batch"' in card
    assert "在办" in card
    elsewhere = QUIET | {"HX-Current-URL": "http://testserver/people/1"}
    card = flat(village.post(f"/tasks/{order}/undo", headers=elsewhere).content)
    assert 'form="batch"' not in card
    assert ">收到</button>" in card


def test_a_unit_s_name_is_marked_as_chinese_on_a_page_in_english(at_desk, stage):
    hq = at_desk("hq")
    hq.post("/language", {"language": "en", "next": "/tasks"})
    for page in ("/tasks/list?view=cards", "/instructions/new"):
        assert '<span lang="zh-Hans">蒲溪镇</span>' in hq.get(page).content.decode()
    hq.post("/language", {"language": "zh", "next": "/tasks"})
    assert 'lang="zh-Hans">蒲溪镇' not in hq.get("/tasks/list?view=cards").content.decode()
