"""Every shipped pack goes through the draft and comes out as the folder that it was."""

from __future__ import annotations

import io
import zipfile

import pytest

from fangxian.ground.policy import contents
from fangxian.ground.policy import pages as policy
from fangxian.ground.policy import queries as policy_queries

PACKS = [one.id for one in policy.packs()]


@pytest.mark.parametrize("pack", PACKS)
def test_a_pack_is_exported_and_taken_in_as_what_it_is(pack):
    folder = policy_queries.folder_of(pack)
    content = policy.content_of(pack)
    assert contents.from_text(contents.as_text(content)) == content
    files = policy.files_of(content)
    again = policy.content_of_files(files)
    assert again == content
    read, faults = contents.read(again)
    assert faults == []
    assert read is not None
    assert read.hash == folder.hash
    made, meant = policy_queries.edition_of(read), policy.edition(pack)
    assert made == meant
    assert [*made.colours] == [*meant.colours]


@pytest.mark.parametrize("pack", PACKS)
def test_exported_twice_it_is_the_same_to_the_byte(pack):
    files = policy.files_of(policy.content_of(pack))
    assert policy.files_of(policy.content_of_files(files)) == files


def test_the_folder_comes_as_a_zip_too():
    files = policy.files_of(policy.content_of("hanyin-2021-12-27"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"hanyin/{name}", data)
    assert policy.content_of_files({"hanyin.zip": packed.getvalue()}) == policy.content_of_files(
        files
    )
