"""The demonstration town and its year: invented people doing real steps, the same bytes for the same seed."""
