"""Fadu (法度): a township's rule-of-law year, from the statutory step to the sentence of the annual report."""

__version__ = "0.1.0"
