"""What a scan says, and the labels that are scanned: pure functions over text and bytes.

Nothing here reads a clock, a file or the network, and nothing raises for what a scanner may send.
`read` is the one way in; its TypeScript twin lives in `pwa/src/scanning/` and answers alike.
"""

from backend.scanning.resolve import Scan, read

__all__ = ["Scan", "read"]
