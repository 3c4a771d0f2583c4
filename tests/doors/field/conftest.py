from __future__ import annotations

import json
import shutil

import pytest

from fangxian.kernel import clock


@pytest.fixture(autouse=True)
def _morning():
    with clock.at("2022-05-10T08:00"):
        yield


@pytest.fixture
def site(db):
    from tests.doors.field import barrier

    return barrier.lay_out()


@pytest.fixture
def guard(site):
    from tests.doors.field import barrier

    return barrier.make_guard()


@pytest.fixture
def enrolled(client, guard, site):
    """Enrol a device as the page does: enrolled("一号机", tiles=["checkpoint"])."""
    from django.test import Client

    from tests.doors.field.barrier import Phone, just_now

    def enrol(name: str = "一号机", tiles=("checkpoint", "tasks"), account=guard, **said) -> Phone:
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        just_now(client)
        asked = {"name": name, "tiles": list(tiles)} | said
        answer = client.post("/field/api/enrol", json.dumps(asked), content_type="application/json")
        assert answer.status_code == 200, answer.content
        told = answer.json()
        return Phone(Client(), told["token"], told["device"], site, seed=name)

    return enrol


@pytest.fixture
def phone(enrolled):
    return enrolled()


@pytest.fixture
def house_says(settings, tmp_path):
    """Sets a value wherever the county's packs say it: key, value as shipped, value wanted."""
    from fangxian.ground.policy import queries as policy_queries

    def says(key: str, shipped: int, wanted: int) -> None:
        changed = 0
        for file in folder.rglob("*.yaml"):
            head, mark, rest = file.read_text("utf-8").partition(f"\n  {key}:")
            spoken = rest.replace(f"value: {shipped}", f"value: {wanted}", 1)
            changed += spoken != rest
            file.write_text(head + mark + spoken, "utf-8")
        assert changed
        policy_queries.forget_packs()

    folder = tmp_path / "packs"
    shutil.copytree(settings.FANGXIAN_PACKS, folder)
    settings.FANGXIAN_PACKS = folder
    policy_queries.forget_packs()
    yield says
    policy_queries.forget_packs()
