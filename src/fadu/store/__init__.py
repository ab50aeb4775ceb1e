"""The Django app that keeps matters, journal and evidence; the only place that knows SQL."""
