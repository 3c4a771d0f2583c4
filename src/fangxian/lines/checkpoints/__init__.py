"""Checkpoints (卡口): who came through, what was seen, what was decided, how long it took.

Keeps the sites with their teams and shifts, every crossing as the guard decided it, antigen
tests, passes (通行证), the truck lane, disinfections and hand-over notes.
Promises that what happened at the barrier is recorded whatever the server thinks of it, once,
in whatever order it arrives, and that a person held is told upward in the same moment.
Promises too that who is outside place or shift is answered nothing about a person, while what
they did is kept and marked; a checkpoint for which nobody is planned binds nobody, and says so.
Never sets a colour and never screens anybody: it shows what the rooms below know.
"""
