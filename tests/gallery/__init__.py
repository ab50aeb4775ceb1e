"""A gallery of every page template with invented data, to look at while drawing; it knows no service."""
