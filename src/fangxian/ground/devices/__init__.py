"""Devices: the phones and tablets of the field, and what they sent.

Keeps which device was handed to whom for which desk, when it was last heard, and every event
as it was sent, sealed, with what became of it.
Promises that an event is kept whatever it holds, that it takes effect at most once however
often it comes, and that what differs or cannot be read lies on a list until a human cleared it.
Never knows what an event means: the rooms above say how it is settled. Never refuses one.
"""
