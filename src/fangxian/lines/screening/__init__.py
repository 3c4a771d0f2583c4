"""Screening (研判): from what is known of somebody at risk to the verdict on them.

Keeps who supplies subjects, and nothing of a person yet: their verdicts stand in the room that
knows them. Promises one verdict for the same facts, rules and lists, whoever the subject is and
however many are decided at once. Never knows what a subject is beyond its typed number, and
assumes no place and no disease.
"""
