"""指挥部自己写的指令: written, spoken about, given to another."""
