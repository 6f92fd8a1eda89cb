"""Reads the orders export of a Shopify shop (CSV). Pure: bytes in, orders and problems out."""

from backend.exchange.intake.shopify.drafts import Address, LineDraft, OrderDraft, Problem, Reading
from backend.exchange.intake.shopify.read import read_orders

__all__ = ["Address", "LineDraft", "OrderDraft", "Problem", "Reading", "read_orders"]
