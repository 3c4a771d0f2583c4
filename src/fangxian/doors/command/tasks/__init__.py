"""我的事, 指令: work, lists of instructions, one instruction."""
