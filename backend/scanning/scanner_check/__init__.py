"""The scanner check: codes of known content, and what to change on a scanner that sends them otherwise.

Page (`pwa/src/screens/scanner/`) and printed sheet (`labels/scanner_sheet.py`) show the same codes; `tote types` writes
them for the app.
"""

from backend.scanning.scanner_check.codes import TEST_CODES, TestCode
from backend.scanning.scanner_check.setup import MAKERS, TOPICS, SetUp, Step
from backend.scanning.scanner_check.symbols import Symbol, programming, symbol

__all__ = ["MAKERS", "TEST_CODES", "TOPICS", "SetUp", "Step", "Symbol", "TestCode", "programming", "symbol"]
