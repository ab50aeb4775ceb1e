"""The outermost layer: settings, addresses, and the ``fadu`` command. It wires things together and decides nothing."""
