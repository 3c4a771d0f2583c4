"""What goes out of the house as a file, and who counts the people in it (`kernel/sent_in_clear.py`)."""

from __future__ import annotations

import re
from pathlib import Path

import fangxian

SOURCE = Path(fangxian.__file__).parent
GOES_OUT = re.compile(
    r"Content-Disposition|FileResponse\(|\.write_bytes\(|xlsx\"|content_type=.image"
)
TELLS = re.compile(r"\b(tell_sent|handed_out)\(")

# door → where its file is made; each of these tells who is in it in clear.
OF_PEOPLE = {
    "doors/command/arrivals/ledger.py": "lines/arrivals/services/exporting.py",
    "doors/command/arrivals/notices.py": "ground/notices/services/writing.py",
    "doors/command/calls/views.py": "lines/arrivals/services/calling_file.py",
    "doors/command/imports/files.py": "lines/arrivals/services/exporting.py",
    "doors/command/imports/tables.py": "ground/intake/work_lists.py",
    "doors/command/imports/views.py": "lines/arrivals/services/exporting.py",
    "doors/command/pushed/answers.py": "lines/arrivals/services/answering.py",
    "doors/command/pushed/views.py": "lines/arrivals/services/answering.py",
    "doors/cli/arrivals.py": "lines/arrivals/services/exporting.py",
    "doors/cli/imports.py": "ground/intake/work_lists.py",
}
# door → why nobody in it is in clear, or nobody can tell.
OF_NOBODY = {
    "doors/command/audit/views.py": "lines of the audit name persons by number alone",
    "doors/command/codes/cards.py": "a card bears a masked name",
    "doors/command/codes/keys.py": "public keys",
    "doors/command/codes/views.py": "a photo that somebody sent with an appeal, one at a time",
    "doors/command/instructions/views.py": "what an officer attached",
    "doors/command/policy/draft.py": "a notice as its files",
    "doors/command/tasks/instruction.py": "what an officer attached",
    "doors/command/venues/views.py": "a poster",
    "doors/public/venues_apply.py": "a poster, for whoever applied",
    "doors/cli/venues.py": "posters",
    "doors/tables.py": "a corrected row on its way in, as a file of one row",
}

# Who opens a sealed phone, number or report on its own account: told, or said why not.
OPENS = re.compile(
    r"crypto\.unseal\((?:[^()]|\([^()]*\))*(?:about=(?:PHONE|NUMBER)|sealed, about=SEALED)"
)
OPENED_WITHIN = {
    "ground/people/queries.py": "masked, or for a caller who tells (`clear_of`, `numbers_of`)",
    "ground/people/services/storing.py": "compared, never shown",
    "ground/access/services/two_people.py": "what was asked for, to do it",
    "lines/arrivals/queries/dossier.py": "masked",
    "lines/checkpoints/queries/lane.py": "masked",
}
STARTED_ONCE = "migrations"


def _files(pattern: re.Pattern[str], *, doors: bool) -> set[str]:
    return {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if ("doors" in file.relative_to(SOURCE).parts) is doors
        and STARTED_ONCE not in file.parts
        and pattern.search(file.read_text(encoding="utf-8"))
    }


def test_every_download_says_whether_it_carries_people():
    assert _files(GOES_OUT, doors=True) == OF_PEOPLE.keys() | OF_NOBODY.keys()


def test_each_that_carries_people_tells_of_them():
    for door, made in OF_PEOPLE.items():
        assert TELLS.search((SOURCE / made).read_text(encoding="utf-8")), (door, made)


def test_who_opens_what_is_sealed_tells_of_it():
    opens = _files(OPENS, doors=False)
    silent = {one for one in opens if not TELLS.search((SOURCE / one).read_text(encoding="utf-8"))}
    assert silent == OPENED_WITHIN.keys()
    assert {"lines/venues/queries/venues.py", "lines/venues/queries/applications.py"} <= opens
