"""One file a counting rule. `comitia.count.catalogue` lists them."""
