/** For tests: a small floor with one run of one stop. */

import type { Changed } from "../domain/draft";

const warehouse = "ROT";
const common = { ver: 0, warehouse };

export const FLOOR: Changed[] = [
  { table: "product", row: { id: "PEN", ver: 0, name_en: "Pen", name_zh: "笔", product_class: "", weight_g: 5, lot_tracked: false, shelf_life_days: null, active: true, upright: null, un_number: null, hazard_class: null } },
  { table: "barcode", row: { id: "04006381333931", ver: 0, product: "PEN", level: "each", units: 1 } },
  { table: "location", row: { id: "ROT/A-01", ...common, code: "A-01", kind: "bin", zone: "A", pick_sequence: 1, check_digits: "" } },
  { table: "stock", row: { id: "ROT/A-01/PEN/", ...common, location: "ROT/A-01", product: "PEN", lot: "", quantity: 50, allocated: 6, corrected: 0 } },
  { table: "stock_position", row: { id: "ROT/PEN", ...common, product: "PEN", on_hand: 50, short_open: 0, reserved: 6, leased: 0 } },
  { table: "pick_run", row: { id: "r1", ...common, number: "R-1", stage: "ready", picker: null, orders: 1, tasks: 1, units: 6, mode: null, zone: null, cart: null } },
  { table: "pick_slot", row: { id: "r1/1", ...common, run: "r1", slot: 1, shipment: "o1", order_number: "1001", tote: null } },
  { table: "pick_task", row: { id: "r1/1", ...common, run: "r1", sequence: 1, slot: "r1/1", shipment: "o1", shipment_line: "o1/1", order_number: "1001", product: "PEN", location: "ROT/A-01", lot: "", quantity: 6, picked: 0, put: 0, short: 0, short_reason: "", cancelled: false } },
  { table: "shipment", row: { id: "o1", ...common, order: "o1", order_number: "1001", stage: "released", ship_name: "", ship_street: "", ship_city: "", ship_zip: "", ship_country: "", ship_phone: "", due_at: null, substitutes: null, packer: null, cartons: 0, manifest: null, valuable: null } },
  { table: "shipment_line", row: { id: "o1/1", ...common, shipment: "o1", product: "PEN", wanted: 6, picked: 0, short: 0, packed: 0, instead_of: null, gives: null, per: null } },
];

export const SCAN = { task: "r1/1", raw: "4006381333931" };
