"""Passwords of tests are hashed as a county's are, with one round instead of a million.

A stage opens four accounts, and a round more or less changes nothing that is looked at;
tests/config/test_passwords.py looks at the rounds of a county.
"""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Quick(PBKDF2PasswordHasher):
    iterations = 1
