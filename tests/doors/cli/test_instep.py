"""What `fangxian up` brings in step before it serves."""

from __future__ import annotations

import pytest

from fangxian.doors.cli import instep
from fangxian.kernel import checkpoint, home


@pytest.mark.django_db
def test_the_county_of_the_machines_setting_is_known_to_a_command_that_runs_without_it(settings):
    """Else `audit verify` from another shell took the checkpoints for another system's: a false alarm."""
    assert home.chosen() == ""
    instep._first_contents()
    origin = checkpoint.origin()
    settings.FANGXIAN_COUNTY = ""
    home.look_again()
    assert home.county() == "610921"
    assert checkpoint.origin() == origin


@pytest.mark.django_db
def test_what_a_county_chose_is_not_written_over(settings):
    home.keep(county="632323")
    instep._first_contents()
    assert home.chosen() == "632323"
