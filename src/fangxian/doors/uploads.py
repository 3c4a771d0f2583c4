"""What is uploaded stays in memory until a room has sealed it: never in clear on a disk, not even
when the process is killed. The door's front limits how large a body may be."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler


class InMemory(MemoryFileUploadHandler):
    """Django's, for files of any size that the door lets in; there is no other behind it."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True
