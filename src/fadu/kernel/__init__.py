"""The pure kernel: procedures, gates, time limits, journal, figures and report.

It uses the standard library only and never reads a clock, a file or a database: every fact,
today's date included, is an argument.
"""
