"""A notice is written here, proposed by one, enacted by another, and is the law of every process."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fangxian.ground.policy import errors as policy_errors
from fangxian.ground.policy import pages as policy
from fangxian.ground.policy import shelf as policy_shelf
from fangxian.ground.policy.models import Draft, WrittenPack
from fangxian.kernel import clock
from fangxian.kernel.actor import Actor, Grant
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.verb import agreed

pytestmark = pytest.mark.django_db

MAY = frozenset({"policy.read", "policy.draft", "policy.propose", "policy.enact"})
LIN = Actor(11, "林主任", (Grant("headquarters", MAY, "610921"),))
HE = Actor(12, "何局长", (Grant("headquarters", MAY, "610921"),))
TOWN = Actor(13, "镇干部", (Grant("township", frozenset({"policy.read"}), "610921101"),))
DAY = date(2022, 5, 10)
ROW = {
    "id": "shanghai",
    "who": {"zh": "到过上海的人员", "en": "Was in Shanghai"},
    "origin": "place",
    "places": ["31"],
    "look_back_days": 14,
    "clock_start": "arrival",
    "class": "other_area",
    "colour": "yellow",
    "segments": [{"measure": "central_quarantine", "days": 7, "test_days": [1, 4, 7]}],
    "citation": {"clause": "第一条", "source": "notice", "mark": "seen"},
}


@pytest.fixture(autouse=True)
def _evening():
    with clock.at("2022-05-10T20:00"):
        yield


def written() -> int:
    """A notice of Hanyin with one row, complete."""
    number = policy.begin_draft("610921", by=LIN)
    head = policy.draft(number, by=LIN).content["head"] | {
        "title": {"zh": "汉阴县通告", "en": "Notice"},
        "document": "《汉阴县通告》",
        "issuer": "汉阴县疫情防控指挥部",
    }
    head["in_force"] = head["in_force"] | {"to": "2022-06-20"}
    head["sources"]["notice"] |= {"title": "汉阴县通告", "site": "本县"}
    policy.write_draft(number, ("head",), head, by=LIN)
    policy.write_draft(number, ("travellers", "rows", 0), ROW, by=LIN)
    return number


def pack_of(number: int) -> str:
    return str(Draft.objects.get(pk=number).pack)


def test_a_blank_notice_says_what_is_still_missing():
    number = policy.begin_draft("610921", by=LIN)
    content = policy.draft(number, by=LIN).content
    assert content["head"]["over"] == "covid19-cn-ed8"
    assert content["head"]["replaces"] == "hanyin-2021-12-27"
    missing = {fault.loc for fault in policy.content_faults(content)}
    assert ("title", "zh") in missing


def test_what_is_typed_is_linted_with_its_row_and_column():
    number = written()
    content = policy.draft(number, by=LIN).content
    assert policy.content_faults(content) == []
    content["travellers"]["rows"][0] |= {"colour": "purple", "widen": "city"}
    found = {fault.loc for fault in policy.content_faults(content)}
    assert found == {
        ("rows", 0, "colour"),
        ("rows", 0, "widen"),
    }


def test_one_proposes_and_another_enacts_and_it_is_in_force_at_once():
    number = written()
    pack = pack_of(number)
    assert policy.in_force(DAY, "610921").packs[-1].id == "hanyin-2021-12-27"
    proposal = policy.propose(pack, by=LIN)
    assert policy.in_force(DAY, "610921").packs[-1].id == "hanyin-2021-12-27"
    policy.enact(proposal, by=HE)
    edition = policy.in_force(DAY, "610921")
    assert edition.id == f"covid19-cn-ed8+{pack}"
    assert [row.id for row in edition.table.rows] == ["shanghai"]
    assert pack in {one.id for one in policy.packs()}
    day_after = DAY + timedelta(days=60)
    assert policy.in_force_or_none(day_after, "610921") is not None


def test_what_is_proposed_is_not_written_in():
    number = written()
    proposal = policy.propose(pack_of(number), by=LIN)
    with pytest.raises(policy_errors.DraftLocked):
        policy.write_draft(number, ("travellers", "rows", 0, "colour"), "green", by=LIN)
    policy.withdraw(proposal, "写错了", by=LIN)
    policy.write_draft(number, ("travellers", "rows", 0, "colour"), "green", by=LIN)


def test_out_of_force_it_is_again_as_before():
    number = written()
    proposal = policy.propose(pack_of(number), by=LIN)
    policy.enact(proposal, by=HE)
    with agreed("policy.withdraw"):
        policy.withdraw(proposal, "有误", by=LIN)
    assert policy.in_force(DAY, "610921").packs[-1].id == "hanyin-2021-12-27"


def test_what_does_not_hold_together_is_not_proposed():
    number = written()
    policy.write_draft(number, ("travellers", "rows", 0, "colour"), "purple", by=LIN)
    with pytest.raises(policy_errors.PackHasFaults):
        policy.propose(pack_of(number), by=LIN)


def test_it_overlaps_nothing_unless_it_stands_in_its_stead():
    number = written()
    policy.write_draft(number, ("head", "replaces"), None, by=LIN)
    (fault,) = policy.content_faults(policy.draft(number, by=LIN).content)
    assert "重叠" in fault.sentence.zh


def test_a_kept_pack_that_was_tampered_with_decides_nothing():
    number = written()
    policy.enact(policy.propose(pack_of(number), by=LIN), by=HE)
    kept = WrittenPack.objects.get()
    other = Draft.objects.get(pk=number).content.replace('"days":7', '"days":1')
    from fangxian.ground.policy import contents

    kept.content = contents.packed(contents.from_text(other))[1]
    kept.save()
    policy_shelf.written.cache_clear()
    from fangxian.ground.policy import queries as policy_queries

    policy_queries.forget_packs()
    assert policy.in_force(DAY, "610921").packs[-1].id == "hanyin-2021-12-27"


def test_who_does_not_hold_it_drafts_nothing():
    with pytest.raises(NotAllowed):
        policy.begin_draft("610921", by=TOWN)
    number = policy.begin_draft("610921", by=LIN)
    with pytest.raises(NotAllowed):
        policy.write_draft(number, ("head", "number"), "1", by=TOWN)


def test_a_neighbours_pack_is_copied_to_here():
    number = policy.copy_draft("610921", "jiyuan-2022-06-03", by=LIN)
    found = policy.draft(number, by=LIN)
    assert (found.place, found.content["head"]["place"]) == ("610921", "610921")
    assert found.content["head"]["replaces"] == "hanyin-2021-12-27"
    assert not {"document", "number", "issuer", "issued"} & set(found.content["head"])
    faults = policy.content_faults(found.content)
    assert faults  # whose document it is, is still to be said
    policy.write_draft(number, ("head", "document"), "汉阴县通告", by=LIN)
    policy.write_draft(number, ("head", "issuer"), "汉阴县疫情防控指挥部", by=LIN)
    policy.write_draft(number, ("head", "number"), "3 号", by=LIN)
    policy.write_draft(number, ("head", "issued"), "2022-06-04", by=LIN)
    assert policy.content_faults(policy.draft(number, by=LIN).content) == []


def test_a_row_is_moved_and_taken_away():
    number = policy.copy_draft("610921", "hanyin-2021-12-27", by=LIN)
    ids = lambda: [row["id"] for row in policy.draft(number, by=LIN).content["travellers"]["rows"]]  # noqa: E731
    before = ids()
    policy.move_row(number, "travellers", "rows", 0, 1, by=LIN)
    assert ids() == [before[1], before[0], *before[2:]]
    policy.write_draft(number, ("travellers", "rows", 0), None, by=LIN)
    assert ids() == [before[0], *before[2:]]


def test_a_file_that_stands_for_more_than_a_pack_is_refused_before_it_is_built():
    """359 bytes whose aliases are ten thousand million texts; and what is deeper than anything."""
    names = "abcdefghij"
    aliases = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, one in zip(names, names[1:], strict=False)
    )
    for text in (aliases, "[" * 100_000, "{a: " * 20_000, "- " * 30_000):
        with pytest.raises(policy_errors.FilesFaulty):
            policy.content_of_files({"pack.yaml": text.encode()})
    with pytest.raises(policy_errors.DraftUnreadable):
        policy.content_of_files({"pack.yaml": b"# " * 1_500_000})
