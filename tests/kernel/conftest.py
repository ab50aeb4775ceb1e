"""Lets kernel tests import the library fixture beside them, and keeps the whole folder to a few seconds."""

import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile("quick", max_examples=40, deadline=None)
settings.load_profile("quick")
