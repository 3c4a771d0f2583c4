"""What the screening room declines: nothing of its own; packs and scopes decline for it."""
