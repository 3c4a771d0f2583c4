"""What lowers, frees, enacts, withdraws, rotates or destroys takes two people, or it is written
here why one is enough."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

import fangxian
from fangxian.kernel.verb import REGISTER
from tests.house.tree import load_house

load_house()

TWO = {
    "access.grant": "a grave role; approve_grant is the second part",
    "access.approve_grant": "",
    "access.ask_for": "whatever is asked for",
    "access.agree": "",
    "screening.propose_override": "",
    "arrivals.take_answers": "of a file, beyond as many a day as one may free",
    "arrivals.accept_claim": "what lowers, by another than the official who brought it",
    "arrivals.reopen_claim": "what lowers, by another than who first wants it back",
    "arrivals.undo_import": "where it restricts more people than one may free alone",
    "codes.withdraw_manual": "what held, beyond as many a day as one may free alone",
    "screening.withdraw_override": "what two agreed on and frees, beyond as many a day as one may free",
    "codes.decide_appeal": "upheld, beyond as many a day as one may free",
    "screening.approve_override": "another class than the table's, freeing too",
    "codes.propose_manual": "",
    "codes.approve_manual": "",
    "codes.rotate_keys": "phones without network know no new code until they fetch the list",
    "codes.make_next_key": "",
    "people.merge_persons": "where either is restricted: one would be freed, or restricted",
    "people.undo_merge": "where either is restricted",
    "policy.propose": "",
    "policy.enact": "",
    "policy.withdraw": "a pack in force; a proposal is taken back by one",
    "zones.end_by_hand": "an earlier end beyond a township, or of more than half of a county in a day",
    "zones.place_unresolved": "what takes away or narrows as much, widens or moves elsewhere",
    "zones.end_left_out": "what a list leaves out beyond what one may end",
}

# One person is enough, and why.
ONE = {
    # One's own, or what has decided nothing yet.
    "access.drop_asked": "it was not done yet",
    "arrivals.drop_list": "one's own saved filter",
    "codes.end_session": "one's own sign-in",
    "tasks.drop_view": "one's own saved filter",
    "duty.undo_roster": "its posts are empty again, and told as holes; who was charged since stays",
    "venues.undo_venues": "applications that nobody has reviewed",
    "codes.refuse_manual": "nothing was decided yet",
    # The reverse is as easy, and nobody is freed: access is closed, which hurts one member of staff.
    "access.close_account": "shuts one account; grants are given anew by two",
    "access.revoke": "takes power away; it is given anew by two",
    "access.reset_password": "whoever did it is one hand with the account from then on",
    "access.reset_second_factor": "likewise",
    "devices.revoke": "shuts one device",
    "devices.clear": "settles one event after a look at it",
    "checkpoints.close_checkpoint": "a site; its crossings stay",
    "checkpoints.close_slipped": "answers one alarm, with what was found",
    "checkpoints.revoke_pass": "shuts one pass",
    "codes.close_alarm": "answers one alarm, with what was found",
    "codes.revoke_card": "shuts one card",
    "duty.close_post": "a post; who held it stays written",
    "duty.close_unit": "a unit; what it was told stays open",
    "duty.discharge": "another answers for them",
    "duty.unseat": "a post is empty and shows as a hole",
    "venues.approve": "a venue asks for its code",
    "venues.close_venue": "a venue; its visits stay",
    "venues.renew_code": "one venue's poster",
    # Raises or answers by what somebody published or said, with who did it, and is corrected as easily.
    "zones.add_by_hand": "an area with its document; a person's measure follows by the packs, and ends with it",
    "zones.import_file": "what it adds is one person's; what ends as much as two must waits for them",
    "arrivals.answer_stay": "one stay, by who answers for the person; whom it frees counts, and of many it rings",
    "arrivals.share_answer": "by one who answers for the whole county; SECURITY.md says so",
    "people.import_households": "one's own area alone; nobody who stands elsewhere is touched",
    # One instruction or person, with a reason, and seen by those above.
    "tasks.close": "after check, by others than who acted",
    "tasks.close_many": "likewise, each one after its check",
    "tasks.undo": "one's own last step, within minutes, where nothing was built on it",
    "tasks.withdraw": "one instruction, with a reason, by who issued it; the verdict stands",
    "arrivals.set_claim_aside": "the record stays as it is",
    "people.cut_phone": "by who holds the phone: shuts it, opens nothing",
    # By the system alone: no account holds `.load`.
    "tasks.withdraw_subjects": "follows a verdict that changed; flows alone call it",
}
WORDS = re.compile(
    r"(^|_)(lower|end|free|enact|withdraw|rotate|make_next_key|destroy|drop|remove|revoke|close|reset"
    r"|undo|merge|forget|purge|cut|discharge|unseat|clear|renew|set_claim_aside|accept_claim|decide_appeal"
    r"|override|manual|approve|refuse_manual"
    r"|add_by_hand|import_file|place_unresolved|answer_stay|share_answer|import_households)(_|$)"
)


def parts() -> dict[str, str]:
    return {
        name: deed.two.part if isinstance(deed.two.part, str) else "varies"
        for name, deed in REGISTER.items()
    }


def heavy() -> list[str]:
    return sorted(
        name
        for name, deed in REGISTER.items()
        if deed.kind == "verb"
        and not deed.needs.endswith(".load")
        and (parts()[name] or WORDS.search(name.partition(".")[2]))
    )


@pytest.mark.parametrize("name", heavy())
def test_a_heavy_deed_takes_two_or_says_why_not(name):
    assert (name in TWO) != (name in ONE), f"{name}: two people, or a reason in ONE"
    assert bool(parts()[name]) == (name in TWO)


def test_the_tables_speak_of_deeds_that_are():
    assert {*TWO, *ONE} <= set(REGISTER)
    assert all(ONE.values())


@pytest.mark.parametrize("name", sorted(name for name, part in parts().items() if part == "second"))
def test_the_second_part_knows_who_took_the_first(name):
    """Otherwise one hand could be both."""
    assert REGISTER[name].two.first is not None


# Of nobody in particular: what is asked for says in its reason which place, list, pack or key.
OF_NOBODY = {
    "codes.rotate_keys",
    "codes.make_next_key",
    "policy.withdraw",
    "zones.end_by_hand",
    "zones.place_unresolved",
    "zones.end_left_out",
}


def asked_for() -> list[str]:
    """What one asks for as it is: its part is "both", always or for some arguments."""
    return sorted(
        name
        for name, deed in REGISTER.items()
        if deed.two.part == "both"
        or (callable(deed.two.part) and '"both"' in inspect.getsource(deed.two.part))
    )


@pytest.mark.parametrize("name", asked_for())
def test_what_is_asked_for_says_whom_it_is_about(name):
    assert (REGISTER[name].two.about is not None) != (name in OF_NOBODY)


COMMAND = Path(fangxian.__file__).parent / "doors" / "command"
BOX = 'include "command/shared/two_people.html"'


def pages_with_waiting() -> list[tuple[str, str]]:
    """(module, template) of each page that is handed what waits for a second person; the template is
    "" where it is handed through a mapping."""
    found = []
    for file in sorted(COMMAND.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        module = str(file.relative_to(COMMAND))
        for one in ast.walk(tree):
            if isinstance(one, ast.Call) and any(
                k.arg == "waiting_for_second" for k in one.keywords
            ):
                found.append((module, one.args[1].value))  # type: ignore[attr-defined]
            if isinstance(one, ast.Dict) and any(
                isinstance(key, ast.Constant) and key.value == "waiting_for_second"
                for key in one.keys
            ):
                found.append((module, ""))
    return found


@pytest.mark.parametrize(("module", "template"), pages_with_waiting())
def test_a_page_that_is_handed_what_waits_draws_it(module, template):
    files = [COMMAND / f"{template}.html"] if template else (COMMAND / module).parent.glob("*.html")
    assert any(BOX in file.read_text(encoding="utf-8") for file in files)


def test_the_box_says_whom_what_and_who():
    drawn = (COMMAND / "shared" / "two_people.html").read_text(encoding="utf-8")
    for said in ("one.whom", "one.concern.frees", "command/shared/second_people.html"):
        assert said in drawn


def test_the_register_is_asked_whole():
    """A process that loaded some rooms alone does not know the operations of the others."""
    source = COMMAND.parents[1]
    readers = {
        str(file.relative_to(source))
        for file in source.rglob("*.py")
        if re.search(r"kernel\.verb import .*\bREGISTER\b", file.read_text(encoding="utf-8"))
    }
    web = {"doors/command/shared/marks.py", "doors/command/audit/views.py"}  # all of it is loaded
    assert readers <= web
