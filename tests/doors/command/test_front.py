"""Every page names its permission, and refuses those who lack it."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import URLPattern

from tests.flat import flat

# pages that ask for no sign-in: the set-up asks for its link
OPEN = {"set_language", "setup", "setup_enter", "setup_finish", "setup_step", "setup_later"}


def _pages() -> list[URLPattern]:
    from fangxian.doors.command.urls import urlpatterns

    return [one for one in urlpatterns if isinstance(one, URLPattern) and one.name not in OPEN]


def test_every_page_names_a_permission_that_some_role_holds():
    from fangxian.ground.access import api as access

    held = {name for role in access.shipped_roles() for name in role.permissions}
    for page in _pages():
        needs = getattr(page.callback, "needs", None)
        assert needs is not None, f"{page.name} names no permission"
        assert needs == "" or needs in held, f"{page.name}: no role holds {needs}"


def _address(page: URLPattern) -> str:
    """The page's address with 1 (or a word) for whatever it asks."""
    from django.urls import reverse

    kinds = {"int": 1, "slug": "receive", "str": "x", "uuid": UUID(int=1)}
    values = {
        name: kinds.get(type(converter).__name__.removesuffix("Converter").lower(), "x")
        for name, converter in page.pattern.converters.items()
    }
    return reverse(page.name, kwargs=values)


def test_without_a_grant_every_page_says_so_and_nobody_signed_out_sees_one(client, at_desk):
    signed_out = [client.get(_address(page)) for page in _pages()]
    assert {answer.status_code for answer in signed_out} <= {302, 405}
    nobody = at_desk("nobody")
    for page in _pages():
        answer = nobody.get(_address(page))
        assert answer.status_code in {403, 405}, page.name
        if answer.status_code == 403:
            assert "还没有授权" in answer.content.decode(), page.name


@pytest.mark.parametrize("path", ["/nowhere", "/people/99999999", "/tasks/99999999"])
def test_what_is_not_there_is_a_page_with_a_way_out(at_desk, path):
    answer = at_desk("hq").get(path)
    assert answer.status_code == 404
    assert "返回上一页" in answer.content.decode()


def test_nothing_on_a_page_comes_from_elsewhere_or_runs_inline(at_desk):
    answer = at_desk("hq").get("/")
    page = answer.content.decode()
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert "<script>" not in page
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_a_lost_csrf_token_is_a_page_with_a_way_out(stage):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/language", {"language": "en"})
    assert answer.status_code == 403
    assert "command.page_expired" in answer.content.decode()


def test_the_situation_counts_what_its_lists_hold(at_desk):
    hq = at_desk("hq")
    page = hq.get("/").content.decode()
    assert "推送" in page
    assert "销号率 0%" in page
    assert "集中隔离" in page
    assert ">8</span>人" in flat(hq.get("/arrivals").content)


def test_a_grid_worker_begins_with_work(client, stage):
    from tests.doors.command.stage import VILLAGE, open_account

    client.force_login(
        open_account("wangge", "网格员", "grid_worker", VILLAGE),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert client.get("/")["Location"] == "/tasks"


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        ("village", ["codes_cards"]),
        ("data_team", ["codes_cards"]),
        ("headquarters", ["codes", "codes_report"]),
        ("auditor", ["codes_report"]),
        ("checkpoint", []),
    ],
)
def test_whoever_works_with_codes_finds_the_way_to_them(stage, role, pages):
    from fangxian.doors.command import navigation
    from fangxian.ground.access import api as access
    from tests.doors.command.stage import VILLAGE, open_account

    actor = access.actor_for(open_account(f"codes-{role}", "某人", role, VILLAGE), "test")
    found = [link.entry.url_name for link in navigation.links(actor, "/")]
    assert [name for name in found if name.startswith("codes")] == pages


@pytest.mark.parametrize(
    ("role", "first"), [("auditor", "staff_audit"), ("account_officer", "staff")]
)
def test_whoever_has_no_tasks_has_their_work_under_the_thumb(stage, role, first):
    from fangxian.doors.command import navigation
    from fangxian.ground.access import api as access
    from tests.doors.command.stage import COUNTY, open_account

    actor = access.actor_for(open_account(f"thumb-{role}", "某人", role, COUNTY), "test")
    links = navigation.links(actor, "/")
    assert first in [link.entry.url_name for link in links if link.thumb]


def test_an_officers_password_must_be_replaced_first(client, stage):
    account = stage.accounts["town"]
    account.must_change_password = True
    account.save()
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/tasks")["Location"] == "/accounts/password/change/"
    assert "修改密码" in client.get("/accounts/password/change/").content.decode()
