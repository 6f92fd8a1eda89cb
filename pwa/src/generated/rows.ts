// Made by `tote types` from the Python definitions; changes go there.

export interface Barcode {
  readonly id: string;
  readonly ver: number;
  readonly product: string;
  readonly level: "case" | "each" | "inner" | "pallet";
  readonly units: number;
}

export interface Carton {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly shipment: string;
  readonly order_number: string;
  readonly number: number;
  readonly stage: "closed" | "loaded" | "open" | "shipped";
  readonly sscc: string | null;
  readonly weight_g: number;
  readonly units: number;
  readonly manifest: string | null;
}

export interface CartonItem {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly carton: string;
  readonly product: string;
  readonly lot: string;
  readonly quantity: number;
}

export interface Counter {
  readonly id: string;
  readonly ver: number;
  readonly next: number;
}

export interface Customer {
  readonly id: string;
  readonly ver: number;
  readonly number: string;
  readonly name: string;
  readonly email: string;
  readonly rep: string | null;
  readonly currency: string;
  readonly credit_limit: number;
  readonly open_amount: number;
  readonly blocked: boolean;
  readonly since: number;
  readonly street: string;
  readonly city: string;
  readonly zip: string;
  readonly country: string;
  readonly phone: string;
}

export interface Device {
  readonly id: string;
  readonly ver: number;
  readonly name: string;
  readonly kind: "desk" | "handheld" | "phone" | "system" | "tablet";
  readonly state: "active" | "lost" | "revoked";
  readonly key: string;
  readonly shared: boolean;
  readonly warehouse: string;
  readonly fork_of: string;
}

export interface ExceptionTask {
  readonly id: string;
  readonly ver: number;
  readonly scope: string;
  readonly code: string;
  readonly act: string;
  readonly warehouse: string;
  readonly place: string;
  readonly product: string;
  readonly quantity: number;
  readonly params: Readonly<Record<string, string | number>>;
  readonly choices: readonly string[];
  readonly stage: "open" | "settled";
  readonly op: string;
  readonly raised_by: string;
  readonly raised_at: number;
  readonly settled_by: string | null;
  readonly settled_as: string;
}

export interface Finding {
  readonly id: string;
  readonly ver: number;
  readonly order: string;
  readonly rep: string | null;
  readonly code: string;
  readonly value: string;
  readonly limit: string;
  readonly holds: boolean;
}

export interface Lease {
  readonly id: string;
  readonly ver: number;
  readonly device: string;
  readonly person: string;
  readonly warehouse: string;
  readonly product: string;
  readonly quantity: number;
  readonly used: number;
  readonly use_by: number;
  readonly reclaim_at: number;
  readonly state: "open" | "reclaimed" | "returned" | "spent";
  readonly open_on: string;
}

export interface Location {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly code: string;
  readonly kind: "bin" | "dock" | "outside" | "pack" | "receive" | "stage" | "tote";
  readonly zone: string;
  readonly pick_sequence: number;
  readonly check_digits: string;
}

export interface LogFloor {
  readonly id: string;
  readonly ver: number;
  readonly floor: number;
}

export interface Lot {
  readonly id: string;
  readonly ver: number;
  readonly product: string;
  readonly code: string;
  readonly expiry: string | null;
}

export interface Manifest {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly number: string;
  readonly dock: string;
  readonly carrier: string;
  readonly vehicle: string;
  readonly stage: "handed_over" | "open";
  readonly driver: string;
  readonly seal: string;
  readonly cartons: number;
  readonly handed_over_at: number | null;
}

export interface Move {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly op: string;
  readonly product: string;
  readonly lot: string;
  readonly from_location: string;
  readonly to_location: string;
  readonly quantity: number;
}

export interface OrderLine {
  readonly id: string;
  readonly ver: number;
  readonly order: string;
  readonly n: number;
  readonly rep: string | null;
  readonly product: string;
  readonly ordered: number;
  readonly unit_price: number;
  readonly reserved: number;
  readonly backordered: number;
  readonly picked: number;
  readonly short: number;
  readonly packed: number;
  readonly shipped: number;
}

export interface Person {
  readonly id: string;
  readonly ver: number;
  readonly name: string;
  readonly language: "en" | "zh";
  readonly active: boolean;
}

export interface PickRun {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly number: string;
  readonly stage: "cancelled" | "done" | "picking" | "ready";
  readonly picker: string | null;
  readonly orders: number;
  readonly tasks: number;
  readonly units: number;
}

export interface PickSlot {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly run: string;
  readonly slot: number;
  readonly shipment: string;
  readonly order_number: string;
  readonly tote: string | null;
}

export interface PickTask {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly run: string;
  readonly sequence: number;
  readonly slot: string;
  readonly shipment: string;
  readonly shipment_line: string;
  readonly order_number: string;
  readonly product: string;
  readonly location: string;
  readonly lot: string;
  readonly quantity: number;
  readonly picked: number;
  readonly put: number;
  readonly short: number;
  readonly short_reason: string;
  readonly cancelled: boolean;
}

export interface Product {
  readonly id: string;
  readonly ver: number;
  readonly name_en: string;
  readonly name_zh: string;
  readonly product_class: string;
  readonly weight_g: number;
  readonly lot_tracked: boolean;
  readonly shelf_life_days: number | null;
  readonly active: boolean;
}

export interface ProductUnit {
  readonly id: string;
  readonly ver: number;
  readonly product: string;
  readonly level: "case" | "each" | "inner" | "pallet";
  readonly units: number;
  readonly weight_g: number;
  readonly length_mm: number;
  readonly width_mm: number;
  readonly height_mm: number;
}

export interface Reservation {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly product: string;
  readonly order_line: string | null;
  readonly quantity: number;
}

export interface Grant {
  readonly id: string;
  readonly ver: number;
  readonly person: string;
  readonly role: "admin" | "dock" | "finance" | "lead" | "manager" | "packer" | "picker" | "sales" | "service" | "system";
  readonly warehouse: string;
  readonly from_v: number;
  readonly to_v: number | null;
}

export interface Order {
  readonly id: string;
  readonly ver: number;
  readonly number: string;
  readonly channel: string;
  readonly external_id: string;
  readonly customer: string | null;
  readonly rep: string | null;
  readonly warehouse: string;
  readonly stage: "approved" | "cancelled" | "loaded" | "packed" | "packing" | "picked" | "picking" | "rejected" | "released" | "review" | "shipped";
  readonly held: string;
  readonly currency: string;
  readonly total: number;
  readonly placed_at: number;
  readonly placed_by: string;
  readonly due_at: number | null;
  readonly ship_name: string;
  readonly ship_street: string;
  readonly ship_city: string;
  readonly ship_zip: string;
  readonly ship_country: string;
  readonly ship_phone: string;
  readonly payment: string;
  readonly notes: string;
  readonly lines: number;
  readonly decided_by: string | null;
  readonly decided_why: string;
  readonly unkept: string;
}

export interface Shipment {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly order: string;
  readonly order_number: string;
  readonly stage: "cancelled" | "loaded" | "packed" | "packing" | "picked" | "picking" | "released" | "shipped";
  readonly ship_name: string;
  readonly ship_street: string;
  readonly ship_city: string;
  readonly ship_zip: string;
  readonly ship_country: string;
  readonly ship_phone: string;
  readonly due_at: number | null;
  readonly packer: string | null;
  readonly cartons: number;
  readonly manifest: string | null;
}

export interface ShipmentLine {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly shipment: string;
  readonly product: string;
  readonly wanted: number;
  readonly picked: number;
  readonly short: number;
  readonly packed: number;
}

export interface Stock {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly location: string;
  readonly product: string;
  readonly lot: string;
  readonly quantity: number;
  readonly allocated: number;
}

export interface StockPosition {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly product: string;
  readonly on_hand: number;
  readonly short_open: number;
  readonly reserved: number;
  readonly leased: number;
}

export interface Tote {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly code: string;
  readonly shipment: string | null;
}

export interface Warehouse {
  readonly id: string;
  readonly ver: number;
  readonly name_en: string;
  readonly name_zh: string;
  readonly company_prefix: string;
  readonly street: string;
  readonly city: string;
  readonly zip: string;
  readonly country: string;
  readonly time_zone: string;
}

export interface Tables {
  barcode: Barcode;
  carton: Carton;
  carton_item: CartonItem;
  counter: Counter;
  customer: Customer;
  device: Device;
  exception_task: ExceptionTask;
  finding: Finding;
  lease: Lease;
  location: Location;
  log_floor: LogFloor;
  lot: Lot;
  manifest: Manifest;
  move: Move;
  order_line: OrderLine;
  person: Person;
  pick_run: PickRun;
  pick_slot: PickSlot;
  pick_task: PickTask;
  product: Product;
  product_unit: ProductUnit;
  reservation: Reservation;
  role_grant: Grant;
  sales_order: Order;
  shipment: Shipment;
  shipment_line: ShipmentLine;
  stock: Stock;
  stock_position: StockPosition;
  tote: Tote;
  warehouse: Warehouse;
}

export type TableName = keyof Tables;

/** What a field holds where nothing else is said, as shared cases leave it out. */
export const DEFAULTS: { readonly [T in TableName]: Partial<Tables[T]> } = {
  barcode: {"ver": 0, "level": "each", "units": 1},
  carton: {"ver": 0, "stage": "open", "sscc": null, "weight_g": 0, "units": 0, "manifest": null},
  carton_item: {"ver": 0, "lot": "", "quantity": 0},
  counter: {"ver": 0, "next": 1},
  customer: {"ver": 0, "email": "", "rep": null, "currency": "EUR", "credit_limit": 0, "open_amount": 0, "blocked": false, "since": 0, "street": "", "city": "", "zip": "", "country": "", "phone": ""},
  device: {"ver": 0, "kind": "phone", "state": "active", "key": "", "shared": false, "warehouse": "", "fork_of": ""},
  exception_task: {"ver": 0, "warehouse": "", "place": "", "product": "", "quantity": 0, "params": {}, "choices": ["done"], "stage": "open", "settled_by": null, "settled_as": ""},
  finding: {"ver": 0, "rep": null, "value": "", "limit": "", "holds": true},
  lease: {"ver": 0, "used": 0, "state": "open", "open_on": ""},
  location: {"ver": 0, "kind": "bin", "zone": "", "pick_sequence": 0, "check_digits": ""},
  log_floor: {"ver": 0, "floor": 0},
  lot: {"ver": 0, "expiry": null},
  manifest: {"ver": 0, "vehicle": "", "stage": "open", "driver": "", "seal": "", "cartons": 0, "handed_over_at": null},
  move: {"ver": 0, "lot": ""},
  order_line: {"ver": 0, "rep": null, "unit_price": 0, "reserved": 0, "backordered": 0, "picked": 0, "short": 0, "packed": 0, "shipped": 0},
  person: {"ver": 0, "language": "en", "active": true},
  pick_run: {"ver": 0, "stage": "ready", "picker": null, "orders": 0, "tasks": 0, "units": 0},
  pick_slot: {"ver": 0, "tote": null},
  pick_task: {"ver": 0, "lot": "", "picked": 0, "put": 0, "short": 0, "short_reason": "", "cancelled": false},
  product: {"ver": 0, "product_class": "", "weight_g": 0, "lot_tracked": false, "shelf_life_days": null, "active": true},
  product_unit: {"ver": 0, "weight_g": 0, "length_mm": 0, "width_mm": 0, "height_mm": 0},
  reservation: {"ver": 0, "order_line": null, "quantity": 0},
  role_grant: {"ver": 0, "warehouse": "", "to_v": null},
  sales_order: {"ver": 0, "channel": "desk", "external_id": "", "customer": null, "rep": null, "stage": "review", "held": "", "currency": "EUR", "total": 0, "placed_at": 0, "placed_by": "", "due_at": null, "ship_name": "", "ship_street": "", "ship_city": "", "ship_zip": "", "ship_country": "", "ship_phone": "", "payment": "", "notes": "", "lines": 0, "decided_by": null, "decided_why": "", "unkept": ""},
  shipment: {"ver": 0, "stage": "released", "ship_name": "", "ship_street": "", "ship_city": "", "ship_zip": "", "ship_country": "", "ship_phone": "", "due_at": null, "packer": null, "cartons": 0, "manifest": null},
  shipment_line: {"ver": 0, "picked": 0, "short": 0, "packed": 0},
  stock: {"ver": 0, "lot": "", "quantity": 0, "allocated": 0},
  stock_position: {"ver": 0, "on_hand": 0, "short_open": 0, "reserved": 0, "leased": 0},
  tote: {"ver": 0, "shipment": null},
  warehouse: {"ver": 0, "street": "", "city": "", "zip": "", "country": "", "time_zone": "UTC"},
};
