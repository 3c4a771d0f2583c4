"""Fangxian (防线): the outbreak command loop of a county. docs/map.md is the plan of the house."""
