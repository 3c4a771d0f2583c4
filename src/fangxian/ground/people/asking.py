"""What the second of two people reads before records become one, or are parted."""

from __future__ import annotations

from fangxian.kernel.kept import kept

TO_MERGE = kept("第 {gone} 号并入第 {kept} 号 · {why}", "Record {gone} into record {kept} · {why}")
TO_PART = kept(
    "第 {person} 号,合并记录 {record} · {why}", "Record {person}, merge {record} · {why}"
)
