"""The kernel: clock, errors, facts, outbox, audit, verbs, keys.

Keeps no word of the field. Promises that an operation is one transaction, one
permission and one audit line, and that a fact once emitted reaches every
reaction that is wired to it exactly once.
"""
