"""Access (账号与权限): who may sign in, and what they may do where and from when to when.

Keeps accounts, roles (data, shipped and the county's own) and dated grants.
Promises that no grant sees nothing, that a grant ends on its day by itself, and
that every grant was given by somebody else who held it or was charged to hand it out.
Never keeps a password that can be read, and never deletes a grant that was given.
"""
