"""Labels as bytes: PDF for any printer, PNG for screens and raster printers, ZPL for label printers.

A layout (`layout_carton`, `layout_code`) says in millimetres what stands where; `pdf`, `png` and `zpl` only draw it.
"""

from backend.scanning.labels.carton import CartonLabel
from backend.scanning.labels.code import CodeLabel
from backend.scanning.labels.pdf import carton_pdf, sheet_pdf
from backend.scanning.labels.png import carton_png, code_png
from backend.scanning.labels.zpl import carton_zpl, code_zpl

__all__ = ["CartonLabel", "CodeLabel", "carton_pdf", "carton_png", "carton_zpl", "code_png", "code_zpl", "sheet_pdf"]
