"""Hanyin county, the morning of 2022-05-10: made-up people, real places and real risk lists."""
