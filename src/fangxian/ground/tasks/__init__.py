"""Tasks: what is to be done by whom until when, and whether it was.

Keeps instructions, who received them at each level, what was done with what evidence,
every step of their stages, and how far an overdue one has climbed.
Promises that one operation reaches all addressees in the same moment, that issuing the same
order again is no second instruction, that a repeat is harmless, that what happened is
recorded whatever the stage, and that every number opens the list it counts.
Never knows what a subject is: it carries the reference and gives it back in a fact.
"""
