"""What is answered from the shipped files is what the database answers."""

from __future__ import annotations

import pytest

from fangxian.ground.places import pages as places
from fangxian.ground.places.models import Division


@pytest.mark.django_db
def test_files_and_database_know_the_same_kinds_of_cities():
    codes = Division.objects.filter(level__in=("province", "city", "county"))
    for code in codes.values_list("code", flat=True):
        assert places.shipped_kind_of_city(code) == places.kind_of_city(code), code


def test_names_resolve_without_a_database():
    assert places.shipped_resolve("陕西省西安市雁塔区").code == "610113"
    assert places.shipped_kind_of_city("610113") == "sub_provincial"
    assert places.shipped_kind_of_city("99") == ""
