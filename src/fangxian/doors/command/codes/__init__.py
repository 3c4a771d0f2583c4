"""健康码: appeals, cards, what was done by hand, keys."""
