"""Posters of venue codes: SVG and PDF, from one drawing plan."""
