"""Screening (研判): from what is known of somebody at risk to the verdict on them.

Keeps what stands of every subject: verdicts with what they rested on, courses, and what people
decided beside the table. Promises one verdict for the same facts, rules and lists, whoever the subject is and
however many are decided at once. Never sets a class by hand without a reason, an approver and
an end, never knows what a subject is beyond its typed number, and
assumes no place and no disease.
"""
