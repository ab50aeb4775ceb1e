"""Plain functions, one page each: fetch with access check, ask a service, render."""
