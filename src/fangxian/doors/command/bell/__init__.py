"""消息: the bell, its list, and how one wants to be reminded."""
