"""Where the templates of the doors are: a page's beside the page. A tag may be broken over lines."""

from __future__ import annotations

import re

from django.template.base import Origin
from django.template.loaders import filesystem

TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
BREAK = re.compile(r"\s*\n\s*")


class Loader(filesystem.Loader):
    """Django reads a tag that is broken over lines as text: it gets each in one line."""

    def get_contents(self, origin: Origin) -> str:
        return TAG.sub(lambda tag: BREAK.sub(" ", tag[0]), super().get_contents(origin))
