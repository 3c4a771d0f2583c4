"""Two diseases in force at once in one county: each decides its own people by its own pack, with its
own colours and courses, and whoever is at risk of both shows the worst of each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import yaml
from django.test import Client
from django.urls import reverse

from fangxian.flows import barrier_alarms, segments
from fangxian.ground.access import api as access
from fangxian.ground.policy import api as policy
from fangxian.ground.policy import queries as policy_queries
from fangxian.ground.policy.errors import NotInForce
from fangxian.ground.tasks import pages as tasks
from fangxian.ground.tasks import reactions as tasks_reactions
from fangxian.kernel import clock, outbox
from fangxian.kernel.actor import SYSTEM, Actor, Grant
from fangxian.lines.arrivals import pages as arrivals
from fangxian.lines.checkpoints import api as checkpoints
from fangxian.lines.checkpoints.models import Checkpoint
from fangxian.lines.codes import pages as codes
from fangxian.lines.screening import pages as screening
from fangxian.lines.screening.pages import Ref
from tests.doors.field import barrier
from tests.flows.contacts import KIND, Contacts, entered
from tests.flows.county import MEI, Hanyin

pytestmark = pytest.mark.django_db
COVID, FLU = "covid19", "influenza_h5n1"
TODAY, EXPOSED = date(2022, 5, 10), date(2022, 5, 8)


@pytest.fixture
def two_in_force(settings, tmp_path):
    """The shipped packs, and that of the flu enacted from the first of May 2022 on."""
    folder = tmp_path / "packs"
    shutil.copytree(settings.FANGXIAN_PACKS, folder)
    [pack] = (folder / FLU).glob("*/pack.yaml")
    said = yaml.safe_load(pack.read_text("utf-8"))
    said["in_force"]["from"] = date(2022, 5, 1)
    pack.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    settings.FANGXIAN_PACKS = folder
    policy_queries.forget_packs()
    yield
    policy_queries.forget_packs()


def turn(day: str) -> None:
    with clock.at(f"{day}T08:00"):
        segments._Turned.on = None
        segments.turn_segments()
        outbox.settle()


def shown(person: int) -> list[tuple[str, str]]:
    return [(one.code, one.label.zh) for one in codes.in_force_of([person])[person]]


def test_a_county_with_two_diseases(two_in_force, monkeypatch, client):
    with clock.at(f"{TODAY}T08:00"):
        county, contacts = Hanyin(), Contacts(monkeypatch)
        wei, mei = the_traveller_is_a_contact_too(county, contacts)
        each_is_instructed_by_its_own_pack(wei, mei)
        the_worst_of_each_is_shown(wei, mei)
        a_pack_is_tried_on_its_own_people()
        lists_are_of_one_disease_where_it_is_asked(wei, mei)
        a_phone_shows_the_worst_of_each(client, wei)
        whoever_is_stopped_is_fetched_by_the_rules_of_their_colour(wei, mei)
        a_list_from_above_says_of_which_disease_it_is(county)
        why_is_asked_of_one_disease(client)
        people_decide_on_a_contact(mei)
        whose_journey_was_harmless_stays_a_contact(county, wei)
    the_courses_end_each_on_its_day(wei, mei)


def the_traveller_is_a_contact_too(county, contacts) -> tuple[int, int]:
    county.lists("high,上海市,上海市,嘉定区,,2022-04-29T00:00,2022-05-12T00:00")
    county.files()
    [wei] = arrivals.ledger(arrivals.LedgerFilter(), by=SYSTEM).rows
    mei = entered(MEI, "韦梅")
    contacts.meets(1, wei.person_id, county.village.code, FLU, EXPOSED, "animal_exposure")
    contacts.meets(2, mei, county.village.code, FLU, EXPOSED)
    assert contacts.screened().changed == 2
    outbox.settle()
    return wei.person_id, mei


def each_is_instructed_by_its_own_pack(wei, mei) -> None:
    covid, flu = (policy.in_force(TODAY, "610921", one) for one in (COVID, FLU))
    editions = {
        (row.person_id, row.subject.partition(":")[0]): row.because["edition"]
        for person in (wei, mei)
        for row in tasks.for_person(person, by=SYSTEM)
    }
    assert editions == {
        (wei, arrivals.KIND): editions[wei, arrivals.KIND],
        (wei, KIND): editions[wei, KIND],
        (mei, KIND): editions[mei, KIND],
    }
    assert {editions[wei, KIND], editions[mei, KIND]} == {flu.id}
    assert FLU not in editions[wei, arrivals.KIND]
    assert covid.id.partition("+")[0] in editions[wei, arrivals.KIND]


def the_worst_of_each_is_shown(wei, mei) -> None:
    assert shown(wei) == [("red", "红"), ("blue", "蓝")]
    assert shown(mei) == [("blue", "蓝")]
    assert codes.colours_of([wei, mei])[wei].code == "red"
    [blue] = codes.in_force_of([mei])[mei]
    best = codes.scheme_on(TODAY).best
    assert blue.number != best.number  # whoever reads a code knows one scheme: never as free
    assert blue.rank > best.rank
    held = codes.explain(wei, by=SYSTEM).holding
    assert {row.shade.code for row in held} == {"red", "blue"}


def a_pack_is_tried_on_its_own_people() -> None:
    flu = next(one.id for one in policy.packs() if one.disease == FLU)
    tried = screening.dry_run(flu, TODAY, by=SYSTEM)
    assert (tried.people, tried.changed, tried.others) == (2, 0, {COVID: 1})


def lists_are_of_one_disease_where_it_is_asked(wei, mei) -> None:
    def asked(disease: str) -> list[int]:
        wanted = tasks.InstructionFilter(disease=disease, open_only=True)
        return sorted(row.person_id for row in tasks.instructions(wanted, by=SYSTEM).rows)

    assert (asked(FLU), asked(COVID), asked("")) == ([wei, mei], [wei], [wei, wei, mei])
    ledger = [
        [
            row.person_id
            for row in arrivals.ledger(arrivals.LedgerFilter(disease=one), by=SYSTEM).rows
        ]
        for one in (COVID, FLU)
    ]
    assert ledger == [[wei], []]
    counted = [
        arrivals.chips(arrivals.LedgerFilter(disease=one), by=SYSTEM) for one in (COVID, FLU)
    ]
    assert [one.total for one in counted] == [1, 0]


def a_phone_shows_the_worst_of_each(client, wei) -> None:
    """Its list names the scheme of every disease in force, and each colour by which it is read."""
    site, guard = barrier.lay_out(), barrier.make_guard()
    client.force_login(guard, backend="allauth.account.auth_backends.AuthenticationBackend")
    barrier.just_now(client)
    asked = {"name": "一号机", "tiles": ["checkpoint"]}
    told = client.post(
        "/field/api/enrol", json.dumps(asked), content_type="application/json"
    ).json()
    bundle = barrier.Phone(Client(), told["token"], told["device"], site).bundle().json()
    schemes = {
        one["disease"]: [(colour["code"], colour["zh"]) for colour in one["colours"]]
        for one in bundle["policy"]["schemes"]
    }
    assert list(schemes) == [COVID, FLU]
    assert schemes[COVID] == [(one["code"], one["zh"]) for one in bundle["policy"]["colours"]]
    [row] = [one for one in bundle["people"] if one["c"] == "red"]
    laid = [(row["x"], row["c"]), *((one["x"], one["c"]) for one in row["o"])]
    assert laid == [(COVID, "red"), (FLU, "blue")]
    shown_there = [dict(schemes[disease])[code] for disease, code in laid]
    assert shown_there == [word for _, word in shown(wei)]


def whoever_is_stopped_is_fetched_by_the_rules_of_their_colour(wei, mei) -> None:
    """Who is blue for the flu is fetched by the flu's clocks, who is red for COVID by COVID's, and of
    whom nobody knows who they are, by no disease's."""
    flu, covid = (policy.in_force(TODAY, "610921", one) for one in (FLU, COVID))
    told = [stopped(mei, "blue"), stopped(wei, "red"), stopped(None, "")]
    assert [one.get("disease") for one in told] == [FLU, COVID, None]
    assert told[0]["edition"] == flu.id
    assert {one["edition"].partition("+")[0] for one in told[1:]} == {covid.id.partition("+")[0]}


def stopped(person, colour) -> Mapping[str, Any]:
    """Because of what the place is told that somebody was held at a barrier."""
    new = checkpoints.NewCrossing(
        client_id=uuid4(),
        checkpoint_id=Checkpoint.objects.get().pk,
        person_id=person,
        how="number" if person else "none",
        plate="陕G12345",
        arrived_at=clock.now(),
        decided_at=clock.now(),
        outcome="hold",
        colour_seen=colour,
    )
    done = checkpoints.record_crossing(new, by=SYSTEM)
    outbox.settle()
    subject = f"checkpoints.crossing:{done.crossing_id}"
    kinds = (barrier_alarms.FETCH,)
    [asked] = tasks_reactions.open_about([subject], kinds=kinds).values()
    return asked


def a_list_from_above_says_of_which_disease_it_is(county) -> None:
    rows = f"姓名,证件号码,目的乡镇\n韦梅,{MEI},{county.town.name}"
    letter = arrivals.Letter(
        title="市里推送", sender="市疾控中心", due_at=clock.now() + timedelta(hours=9), disease=FLU
    )
    done = arrivals.push_list(rows.encode(), "名单.csv", letter, by=SYSTEM)
    outbox.settle()
    wanted = tasks.InstructionFilter(disease=FLU, kinds=("pushed_check",), open_only=True)
    [row] = tasks.instructions(wanted, by=SYSTEM).rows
    [item] = arrivals.pushed_items(done.list_id, by=SYSTEM).rows
    assert (row.person_id, row.because["edition"]) == (item.person_id, edition_of(FLU).id)
    assert arrivals.pushed_list(done.list_id, by=SYSTEM).disease == FLU
    with pytest.raises(NotInForce):
        arrivals.push_list(rows.encode(), "二.csv", replace(letter, disease="plague"), by=SYSTEM)


def edition_of(disease: str) -> policy.Edition:
    return policy.in_force(TODAY, "610921", disease)


def why_is_asked_of_one_disease(client) -> None:
    chief = access.Account.objects.create_user("zhihui", password="x", place="610921")
    since = TODAY - timedelta(days=9)
    access.grant(chief.pk, "headquarters_chief", "610921", since=since, by=SYSTEM)
    client.force_login(chief, backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = {"arrival": "2022-05-09", "origin": "上海市嘉定区", "leaving": "2022-05-09"}
    for one in (COVID, FLU):
        answer = client.get(reverse("policy_explain"), {**asked, "disease": one})
        assert (answer.status_code, answer.context["edition"].disease) == (200, one)


def people_decide_on_a_contact(mei) -> None:
    """By the flu's words; of it alone the lists of decisions tell when it is asked for."""
    may = frozenset({"arrivals.override_propose", "arrivals.override_approve", "arrivals.read"})
    anna, bo = (Actor(n, f"账号{n}", (Grant("t", may, "610921"),)) for n in (1, 2))
    number = screening.propose_override(
        Ref(KIND, 2),
        class_code="none",
        colour="green",
        reason="facts_wrong",
        words="核查为误判",
        until=TODAY,
        by=anna,
    )
    screening.approve_override(number, by=bo)
    outbox.settle()
    assert "blue" not in [code for code, _ in shown(mei)]
    told = [screening.overrides("standing", disease=one, by=bo).total for one in (FLU, COVID, "")]
    assert told == [1, 0, 1]
    screening.withdraw_override(number, "复核", by=bo)
    outbox.settle()
    assert shown(mei) == [("blue", "蓝")]


def whose_journey_was_harmless_stays_a_contact(county, wei) -> None:
    county.files(出发地="湖北省武汉市武昌区", 填报时间="2022-05-09 11:00")
    assert "red" not in [code for code, _ in shown(wei)]
    assert ("blue", "蓝") in shown(wei)
    assert {
        row.subject.partition(":")[0]
        for row in tasks.for_person(wei, by=SYSTEM)
        if row.stage in tasks.OPEN
    } == {KIND, "checkpoints.crossing"}


def the_courses_end_each_on_its_day(wei, mei) -> None:
    [last] = {screening.courses(KIND, [one])[0].phases[-1].end for one in (1, 2)}
    assert (last - EXPOSED).days in (9, 10)
    turn("2022-05-19")
    with clock.at("2022-05-19T09:00"):
        assert "blue" not in [code for person in (wei, mei) for code, _ in shown(person)]
