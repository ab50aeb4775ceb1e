"""The tests of Fadu; they need no network, no clock of their own, and nothing outside a temporary folder."""
