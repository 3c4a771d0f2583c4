"""Ledgers of made-up travellers, as lifelike as the county's own: same columns, same faults."""
