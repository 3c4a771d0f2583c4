"""Files handed in over this door."""

from __future__ import annotations

from ninja.files import UploadedFile

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class FileTooLarge(Refusal):
    code = "rest.file_too_large"
    status = 413
    sentence = Text("文件超过 {most} MB。", "The file is larger than {most} MB.")
    way_out = Text("请分成几个文件再传。", "Split it into several files.")


def content_of(file: UploadedFile, most: int) -> bytes:
    """The bytes; FileTooLarge before they are read into memory."""
    if (file.size or 0) > most:
        raise FileTooLarge(most=most // 1024 // 1024)
    return bytes(file.read())
