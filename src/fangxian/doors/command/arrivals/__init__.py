"""来返台账: the ledger, one person entered by hand, lists by name, notices."""
