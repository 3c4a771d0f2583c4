"""Uploads of a test lie in its own folder."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
