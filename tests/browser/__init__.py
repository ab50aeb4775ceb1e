"""Stories told in a real browser, one a role: what a person sees, taps and types, and what becomes of it."""
