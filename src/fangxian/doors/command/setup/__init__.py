"""开局: the set-up of a county, entered by a one-time link."""
