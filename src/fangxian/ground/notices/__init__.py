"""Notices: messages and documents to people, by whatever sender.

Keeps the templates of the written notices (告知书), which a county may replace by its own; what each
account is told of its work, what it has read, and how it wants to hear of it.
Promises one document ready to print with one audit line that names whom it was written for;
that a person is told once; that nobody is told of what they may not read at that moment.
Never says more than the verdict and its citation say, and sends nothing personal to a phone: only
how many new things there are.
"""
