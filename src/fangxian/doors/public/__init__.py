"""The residents' door (群众): declare on a phone, without an account, for oneself, one's
family or a neighbour, and change it later by a private link.

Keeps nothing itself: what is typed travels with the page until it is handed in, so an
expired session or a closed browser loses nothing and no draft lies on the server.
"""
