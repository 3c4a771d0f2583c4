"""What tests hash quickly, a county hashes slowly."""

from __future__ import annotations

from django.conf import global_settings
from django.contrib.auth import hashers
from django.test import override_settings

from config import settings as of_a_county


def test_a_stolen_password_is_dear_to_guess():
    """OWASP's Password Storage Cheat Sheet: PBKDF2 with SHA-256, 600,000 rounds or more."""
    named = getattr(of_a_county, "PASSWORD_HASHERS", global_settings.PASSWORD_HASHERS)
    with override_settings(PASSWORD_HASHERS=named):
        usual = hashers.get_hasher()
        kept = hashers.make_password("long-enough-8610")
        assert usual.algorithm == "pbkdf2_sha256"
        assert usual.decode(kept)["iterations"] >= 600_000
        assert hashers.check_password("long-enough-8610", kept)
