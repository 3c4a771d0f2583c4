"""The terminal: one group of commands a room, and up, web, worker, doctor.

Keeps nothing. Promises the same verbs, permissions and audit as every other door,
`--json` wherever a script may read, exit code 2 for a refusal. Never does by itself
what a verb of a room does.
"""
