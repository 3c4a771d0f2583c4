"""Arrivals (来返): who comes to the county, from where, and what the policy in force says.

Keeps every filing, the declaration merged from them, and every screening with the
facts, clauses and hashes it read. Promises that nothing filed is lost, that an
import repeated changes nothing, and that a screening replays to the same verdict.
Never sets a class by hand without a reason, an approver and an end.
"""
