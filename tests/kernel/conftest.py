"""Lets kernel tests import the library fixture beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
