"""A killed process leaves no upload in clear: none was ever written to a disk."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.test import RequestFactory


@pytest.mark.parametrize("size", [10, 3_000_000, 9_000_000])
def test_an_upload_of_any_size_is_held_in_memory(size, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    sent = SimpleUploadedFile("台账.xlsx", b"x" * size)
    request = RequestFactory().post("/imports/", {"file": sent})
    file = request.FILES["file"]
    assert isinstance(file, InMemoryUploadedFile)
    assert (file.size, list(tmp_path.iterdir())) == (size, [])
