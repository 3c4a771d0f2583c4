"""Verbs: a notice is drafted by whoever holds policy.draft; two people bring it into force."""
