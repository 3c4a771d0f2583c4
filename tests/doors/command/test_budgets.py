"""The pages that are open all night ask a bounded number of questions, however long the lists."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

BUDGETS = {"/": 29, "/tasks": 28, "/tasks/list?late=1": 25, "/arrivals": 22, "/tasks/count": 8}


@pytest.mark.parametrize("path", BUDGETS)
def test_queries_are_bounded(at_desk, path):
    client = at_desk("hq")
    client.get(path)  # divisions, packs and templates are read once a process
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    assert len(asked) <= BUDGETS[path], [one["sql"][:90] for one in asked.captured_queries]
