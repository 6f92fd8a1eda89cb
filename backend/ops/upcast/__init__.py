"""One file for each version of a body that devices may still send: `order_place_v1.py` brings `order.place@1` up."""
