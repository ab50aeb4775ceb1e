"""Use cases, one a file: the only place where packs meet tables. Views call these and nothing below them."""
