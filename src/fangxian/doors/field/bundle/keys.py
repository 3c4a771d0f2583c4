"""The keys by which a device knows a code without asking."""

from __future__ import annotations


def key_list() -> str:
    return ""


def root_key() -> str:
    return ""
