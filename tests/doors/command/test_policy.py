"""Policy pages: a pack reads like its document, what is in force, why, and what a change does."""

from __future__ import annotations

import pytest

from fangxian.ground.policy import api as policy


def test_what_is_in_force_in_hanyin_in_may_2022(at_desk):
    page = at_desk("hq").get("/policy/", {"on": "2022-05-10"}).content.decode()
    assert "汉阴县来汉返汉人员疫情防控政策" in page
    assert "绿" in page


def test_a_day_before_any_policy_is_said_plainly(at_desk):
    page = at_desk("hq").get("/policy/", {"on": "2019-01-01"})
    assert page.status_code == 200
    assert "policy.not_in_force" in page.content.decode()


@pytest.mark.parametrize("pack", [one.id for one in policy.packs()])
def test_every_pack_reads_like_its_document(at_desk, pack):
    page = at_desk("hq").get(f"/policy/packs/{pack}").content.decode()
    meta = next(one for one in policy.packs() if one.id == pack)
    assert meta.ref.document in page
    for row in policy.edition(pack).table.rows:
        assert f'id="{row.id}"' in page


def test_a_pack_that_is_not_held_is_a_sentence(at_desk):
    answer = at_desk("hq").get("/policy/packs/none-such")
    assert answer.status_code == 404
    assert "没有编号为" in answer.content.decode()
