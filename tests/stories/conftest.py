"""Hanyin on the morning of the tenth of May 2022, as the demo leaves it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fangxian.kernel import clock


@pytest.fixture
def demo(db, settings, tmp_path, monkeypatch):
    """The demo with a tenth of its travellers; returns what each step said."""
    from fangxian.overview.drills import api as drills
    from fangxian.overview.drills.demo import days

    settings.FANGXIAN_DEMO, settings.FANGXIAN_DATA = True, tmp_path
    monkeypatch.setattr(days, "TRAVELLERS", replace(days.TRAVELLERS, rows=500))
    monkeypatch.setattr(days, "UPLOAD", replace(days.UPLOAD, rows=120))
    days.travellers.cache_clear()
    with clock.at("2022-05-10T08:00"):
        yield drills.load_demo()
    days.travellers.cache_clear()
