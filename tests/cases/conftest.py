"""Cases use the small helpers of the judge's tests, which lie in `small.py` and `charters.py` of that folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "judge"))
