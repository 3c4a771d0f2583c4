"""What a second person reads of areas that end or move by them, and how areas are named in it."""

from __future__ import annotations

from fangxian.kernel.kept import kept

UNTIL = kept("{area} 止 {day} · {why}", "{area} until {day} · {why}")
LEFT_OUT = kept("{name} 不再列 {count} 处 · {why}", "{name} leaves out {count} · {why}")
kept(
    "{name} 不再列 {count} 处:{areas}", "{name} leaves out {count}: {areas}"
)  # as it once was kept
SOME_WAIT = kept(
    "{name} 不再列 {count} 处,其中 {waits} 处等第二人同意",
    "{name} leaves out {count}, of which {waits} wait for a second person",
)
MORE = kept("{area} 等 {count} 处", "{area} and others, {count} in all")
PART = kept("{name} → {place}(其中一部分) · {why}", "{name} → {place} (a part of it) · {why}")
BY_HAND = kept("手工登记 {text}", "Entered by hand: {text}")
kept("高风险 {area}", "High risk: {area}")  # `RiskArea.shown`
kept("中风险 {area}", "Medium risk: {area}")
kept("低风险 {area}", "Low risk: {area}")
