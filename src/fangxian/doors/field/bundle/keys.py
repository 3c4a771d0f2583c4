"""The keys by which a device knows a code without asking."""

from __future__ import annotations

import base64

from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.errors import Refusal
from fangxian.lines.codes import pages as codes


def key_list() -> str:
    """The day's key list, signed by the root, in base64; "" while no key was made."""
    try:
        return base64.b64encode(codes.key_list()).decode()
    except Refusal:  # no key yet: codes are looked up by number until there is one
        return ""


def root_key() -> str:
    """The root's public key in base64: learnt once, when a device is enrolled."""
    try:
        return base64.b64encode(codes.root_public()).decode()
    except Refusal:
        codes.rotate_keys(by=SYSTEM)  # the first device of the county
        return base64.b64encode(codes.root_public()).decode()


def names_of_keys() -> list[str]:
    """What changes when a key turns, while the list is signed anew at every asking."""
    return [f"{one.kid}{one.signing}" for one in codes.keys(by=SYSTEM)]
