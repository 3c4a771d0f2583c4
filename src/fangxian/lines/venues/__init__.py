"""Venues (场所码): public places with a code at the door, and who was there when.

Keeps applications and their review, venues and their codes, premises that have no code,
inspections, and visits: one row a person and entry, in a partition a day. Promises that a
visit once handed in is stored once and never lost, however doubtful, and that visits are
dropped by whole days when the policy's retention is over. Never changes a colour.
"""
