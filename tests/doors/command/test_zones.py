"""Risk areas: by day and level, imported once, entered and ended by hand, placed by a person."""

from __future__ import annotations

import json
import re
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from fangxian.kernel.actor import SYSTEM
from fangxian.lines.zones import pages as zones
from fangxian.lines.zones.models import RiskArea
from tests.flat import flat

LIST = (
    "级别,地区,起,止,来源\n中风险,陕西省西安市碑林区,2022-04-29,2022-05-09,西安通告\n"
    "高风险,未名省未名市未名区 东方广场,2022-05-08,,某地通告\n"
)


def send(client, text=LIST):
    return client.post(
        "/zones/import", {"file": SimpleUploadedFile("名单.csv", text.encode()), "document": "通告"}
    )


def test_a_list_is_taken_once_and_says_what_it_did(at_desk):
    client = at_desk("hq")
    assert send(client).context["result"].new == 2
    assert "导过了" in send(client).content.decode()


def test_counts_are_those_of_their_lists(at_desk):
    client = at_desk("hq")
    send(client)
    for level, _, n in client.get("/zones/?on=2022-05-09").context["counts"]:
        assert client.get(f"/zones/?on=2022-05-09&level={level}").context["page"].total == n


def test_a_faulty_list_changes_nothing(at_desk):
    client = at_desk("hq")
    answer = send(client, "级别,地区,起,止\n中风险,陕西省西安市碑林区,2022-13-29,\n")
    assert answer.status_code == 422
    assert "zones." in answer.content.decode()
    assert client.get("/zones/?on=2022-04-29&q=碑林").context["page"].total == 0


def test_an_area_entered_by_hand_is_ended_with_its_document(at_desk):
    client = at_desk("hq")
    client.post(
        "/zones/add",
        {"level": "high", "place": "陕西省西安市雁塔区小寨路街道某小区", "begin": "2022-05-09"},
    )
    row = client.get("/zones/?on=2022-05-10&q=小寨路").context["page"].rows[0]
    assert client.post(f"/zones/{row.id}/end", {"last": "2022-05-10"}).status_code == 422
    client.post(f"/zones/{row.id}/end", {"last": "2022-05-10", "document": "通告 12 号"})
    assert client.get("/zones/?on=2022-05-11&q=小寨路").context["page"].total == 0
    ended = client.get("/zones/changes?on=2022-05-11").context["found"].ended
    assert row.id in [one.id for one in ended.rows]


def test_a_refusal_keeps_what_was_typed(at_desk):
    answer = at_desk("hq").post("/zones/add", {"level": "high", "place": "某地", "begin": "昨天"})
    assert answer.status_code == 422
    assert "某地" in answer.content.decode()


def test_a_name_nobody_knows_is_placed_for_all_its_areas(at_desk):
    client = at_desk("hq")
    send(client)
    rows = client.get("/zones/unplaced").context["rows"]
    row = next(one[0] for one in rows if "未名" in f"{one[0].names}{one[0].example}")
    client.post(f"/zones/unplaced/{row.id}", {"other": "吉林省长春市", "part": "1"})
    left = [one.id for one, *_ in client.get("/zones/unplaced").context["rows"]]
    assert row.id not in left


def test_a_village_reads_but_does_not_write(at_desk):
    client = at_desk("village")
    assert client.get("/zones/").status_code == 200
    assert client.get("/zones/import").status_code == 403
    assert client.post("/zones/1/end", {"last": "2022-05-10"}).status_code == 403


def test_a_county_is_ended_by_two(at_desk):
    client = at_desk("hq")
    area = zones.add_by_hand("high", "北京市朝阳区", date(2022, 5, 1), by=SYSTEM)
    answer = client.post(
        f"/zones/{area}/end", {"last": "2022-05-10", "document": "通告 12 号"}, follow=True
    )
    assert RiskArea.objects.get(pk=area).listed_to is None
    shown = answer.content.decode()
    assert "等第二人同意 1 件" in shown
    assert "朝阳区" in shown
    assert "止 2022-05-10" in shown


def test_a_name_that_has_a_place_is_placed_anew_with_a_reason(at_desk):
    client = at_desk("hq")
    area = zones.add_by_hand("high", "河南省郑州市高新区", date(2022, 5, 1), by=SYSTEM)
    region = RiskArea.objects.get(pk=area).region_id
    finer = {"other": "河南省郑州市中原区", "part": "1"}
    assert client.post(f"/zones/unplaced/{region}", finer).status_code == 422
    answer = client.post(f"/zones/unplaced/{region}", finer | {"why": "管委会函"}, follow=True)
    assert "等第二人同意 1 件" in answer.content.decode()
    assert "管委会函" in answer.content.decode()


def snapshot(client, day, *towns, **more):
    named = [{"province": "北京市", "city": "朝阳区", "county": "", "communitys": [*towns]}]
    data = {"end_update_time": f"2022-05-0{day} 8时", "highlist": named * bool(towns)}
    text = json.dumps({"data": data | {"middlelist": [], "lowlist": []}}).encode()
    sent = {"file": SimpleUploadedFile(f"快照{day}.json", text), "document": "公告"}
    return client.post("/zones/import", sent | more).content.decode()


def test_what_a_list_leaves_out_is_seen_first_said_and_ended_by_two(at_desk):
    client = at_desk("hq")
    snapshot(client, 1, "全域", "望京街道", "酒仙桥街道")
    seen = snapshot(client, 2, "酒仙桥街道", preview="1")
    assert "这是预览，还没有导入" in seen
    assert "导入后即解除 1 处" in seen
    assert "不再列 1 处，照旧管着" in seen
    kept = {
        name: re.search(f'name="{name}" value="([^"]+)"', seen).group(1)
        for name in ("content", "name")
    }
    said = client.post(
        "/zones/import", kept | {"document": "公告"}
    ).content.decode()  # what was shown
    assert "快照2.json" in said
    assert "不再列，已解除 1 处" in said
    assert "不再列 1 处，照旧管着：</b>已提请" in flat(said)
    page = client.get("/zones/?on=2022-05-02")
    [(row, is_asked)] = page.context["left_out"]
    assert is_asked, "by the import itself"
    [deed] = page.context["waiting_for_second"]
    client.cookies["language"] = "en"
    english = client.get("/zones/?on=2022-05-02").content.decode()
    assert "快照2.json leaves out 1 · 公告" in english
    assert "High risk: 北京市 朝阳区 全域" in english
    assert "不再列" not in english
    client.cookies["language"] = "zh"
    client.post(f"/two/{deed.id}/drop")
    assert client.get("/zones/").context["left_out"] == [(row, False)]
    assert "名单不再列 1 处，照旧管着" in page.content.decode()
    assert client.post(f"/zones/left-out/{row.source_id}").status_code == 422
    answer = client.post(f"/zones/left-out/{row.source_id}", {"why": "公告核对"}, follow=True)
    assert "等第二人同意 1 件" in answer.content.decode()
    assert at_desk("village").post(f"/zones/left-out/{row.source_id}").status_code == 403


def test_the_page_names_the_columns_that_the_reader_knows(at_desk):
    page = at_desk("hq").get("/zones/import").content.decode()
    assert "级别、地区、起、止、来源" in page
