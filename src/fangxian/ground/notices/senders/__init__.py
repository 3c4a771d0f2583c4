"""How a message leaves the house: by SMS through whatever carrier, to a browser by its maker."""
