"""Notices: what is handed to people in writing, for hundreds at once.

Keeps the templates of the written notices (告知书), which a county may replace by its own.
Promises one document ready to print, one page a person, and one audit line that names
whom it was written for.
Never says more than the verdict and its citation say: no law is made up here.
"""
