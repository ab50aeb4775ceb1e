"""Faults: processes killed, disks full, clocks that jump. What was answered as done is done; what was not, is not."""
