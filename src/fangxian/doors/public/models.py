"""What this door remembers between two requests: how often a network asked."""

from __future__ import annotations

from django.db import models


class Asked(models.Model):
    """How often one network asked for one thing within a window of ten minutes. All web
    processes count in it, so that more processes do not mean a wider door.

    Privacy: a keyed digest of the network address and the window, which nobody can turn
    back; removed in the next window.
    """

    key = models.BinaryField(max_length=16, primary_key=True)
    window = models.BigIntegerField(db_index=True)  # tens of minutes since 1970
    seen = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.window}: {self.seen}"
