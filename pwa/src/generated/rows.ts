// Made by `tote types` from the Python definitions; changes go there.

export interface Barcode {
  readonly id: string;
  readonly ver: number;
  readonly product: string;
  readonly level: "case" | "each" | "inner" | "pallet";
  readonly units: number;
}

export interface BoxType {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly code: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly length_mm: number;
  readonly width_mm: number;
  readonly height_mm: number;
  readonly tare_g: number;
  readonly max_g: number;
  readonly active: boolean;
}

export interface CartType {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly code: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly slots: number;
  readonly kilograms: number;
  readonly litres: number;
  readonly active: boolean;
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
  readonly pallet: string | null;
  readonly box: string | null;
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

export interface Checkpoint {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly step: "count" | "home" | "move" | "pack" | "pick" | "receive" | "returns" | "ship";
  readonly zone: string;
  readonly ask_en: string;
  readonly ask_zh: string;
  readonly wants: "figure" | "yes_no";
  readonly unit: string;
  readonly least: number | null;
  readonly most: number | null;
  readonly per: "floor" | "person";
  readonly hours: number;
  readonly active: boolean;
  readonly set_by: string;
  readonly set_at: number;
}

export interface CheckpointEntry {
  readonly id: string;
  readonly ver: number;
  readonly checkpoint: string;
  readonly warehouse: string;
  readonly zone: string;
  readonly ask_en: string;
  readonly ask_zh: string;
  readonly unit: string;
  readonly least: number | null;
  readonly most: number | null;
  readonly said: "figure" | "no" | "unable" | "yes";
  readonly tenths: number | null;
  readonly fine: boolean;
  readonly why: string;
  readonly by: string;
  readonly at: number;
  readonly heard_at: number;
}

export interface CheckpointLast {
  readonly id: string;
  readonly ver: number;
  readonly checkpoint: string;
  readonly warehouse: string;
  readonly said: "figure" | "no" | "unable" | "yes";
  readonly tenths: number | null;
  readonly fine: boolean;
  readonly by: string;
  readonly at: number;
}

export interface CountLimit {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly who: string;
  readonly units: number;
  readonly percent: number;
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
  readonly substitutes: string | null;
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

export interface DeviceScanner {
  readonly id: string;
  readonly ver: number;
  readonly person: string;
  readonly model: string;
  readonly mode: "both" | "hand" | "keys" | "none" | "paste" | "text";
  readonly suffix: "double" | "enter" | "none" | "tab" | "uneven";
  readonly aim: boolean;
  readonly gs: "alt" | "control" | "key" | "lost" | "token" | "uneven" | "unknown";
  readonly layout: "azerty" | "host" | "other" | "qwertz" | "scanner";
  readonly caps: boolean;
  readonly key_ms: number;
  readonly gap_ms: number;
  readonly put_before: string;
  readonly put_behind: string;
  readonly stand_in: string;
  readonly by_place: boolean;
  readonly findings: readonly string[];
  readonly verdict: "ok" | "slow" | "stop";
  readonly checked_at: number;
}

export interface DriverSignature {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly manifest: string;
  readonly driver: string;
  readonly path: string;
  readonly by: string;
  readonly at: number;
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
  readonly owner: string | null;
  readonly due_at: number | null;
  readonly settled_units: number | null;
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

export interface Inbound {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly number: string;
  readonly supplier: string;
  readonly announced: boolean;
  readonly due_on: string | null;
  readonly stage: "closed" | "open";
  readonly opened_by: string;
}

export interface InboundLine {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly inbound: string;
  readonly product: string;
  readonly expected: number;
  readonly received: number;
  readonly rejected: number;
  readonly reasons: Readonly<Record<string, string | number>>;
}

export interface Instruction {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly step: "count" | "home" | "move" | "pack" | "pick" | "receive" | "returns" | "ship";
  readonly text_en: string;
  readonly text_zh: string;
  readonly picture: string;
  readonly edition: number;
  readonly set_by: string;
}

export interface InstructionGot {
  readonly id: string;
  readonly ver: number;
  readonly person: string;
  readonly instruction: string;
  readonly edition: number;
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

export interface LoadHold {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly shipment: string;
  readonly product: string;
  readonly lot: string;
  readonly reason: string;
  readonly held: boolean;
  readonly by: string;
  readonly at: number;
}

export interface Location {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly code: string;
  readonly kind: "bin" | "dock" | "outside" | "pack" | "quarantine" | "receive" | "stage" | "tote";
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

export interface ManifestStop {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly manifest: string;
  readonly shipment: string;
  readonly stop: number;
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
  readonly instead_of: string | null;
  readonly replaced: number | null;
}

export interface PackLike {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly contents: string;
  readonly weights: readonly number[];
  readonly box: string | null;
  readonly box_before: string | null;
}

export interface Pallet {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly stage: "closed" | "open";
  readonly cartons: number;
}

export interface PaperLine {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly kind: string;
  readonly units: number;
  readonly by: string;
  readonly at: number;
  readonly entered_by: string;
  readonly entered_at: number;
  readonly op: string;
}

export interface Person {
  readonly id: string;
  readonly ver: number;
  readonly name: string;
  readonly language: "en" | "zh";
  readonly active: boolean;
}

export interface Photo {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly job: "inbound" | "returns";
  readonly delivery: string;
  readonly product: string;
  readonly reason: string;
  readonly sha256: string;
  readonly taken_by: string;
  readonly taken_at: number;
  readonly device: string | null;
}

export interface PickFace {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly location: string;
  readonly product: string;
  readonly least: number;
  readonly most: number;
}

export interface PickRule {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly product_class: string;
  readonly fefo: "force" | "none" | "warn";
  readonly lot: "force" | "none" | "warn";
  readonly serial: "force" | "none" | "warn";
  readonly expiry: "force" | "none" | "warn";
  readonly least_days: number;
  readonly set_by: string;
  readonly set_at: number;
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
  readonly mode: string | null;
  readonly zone: string | null;
  readonly cart: string | null;
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

export interface PickedSerial {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly product: string;
  readonly serial: string;
  readonly lot: string;
  readonly task: string;
  readonly shipment: string;
  readonly order_number: string;
  readonly picked_by: string;
  readonly picked_at: number;
  readonly shipped_at: number | null;
  readonly back_with: string | null;
}

export interface Practice {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly rounds: number;
  readonly scans: number;
  readonly right_first: number;
  readonly line_ms: number;
  readonly certified_at: number | null;
}

export interface Preference {
  readonly id: string;
  readonly ver: number;
  readonly language: "en" | "zh";
  readonly size: number;
  readonly hand: "left" | "right";
  readonly theme: "dark" | "light" | "system";
  readonly volume: number;
}

export interface PrintJob {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly printer: string;
  readonly label: string;
  readonly copies: number;
  readonly subject: string;
  readonly reprint: boolean;
  readonly again_of: string | null;
  readonly state: "cancelled" | "failed" | "printed" | "printing" | "waiting";
  readonly tries: number;
  readonly sent: boolean;
  readonly error: string;
  readonly asked_by: string;
  readonly asked_at: number;
  readonly asked_n: number;
  readonly next_at: number;
  readonly state_at: number;
  readonly open_in: string | null;
  readonly cleared: boolean;
}

export interface Printer {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly dpi: number;
  readonly width_mm: number;
  readonly height_mm: number;
  readonly state: "busy" | "fault" | "head_open" | "paper_out" | "paused" | "ready" | "ribbon_out" | "unknown" | "unreachable";
  readonly why: string;
  readonly state_at: number;
  readonly active: boolean;
  readonly removed: boolean;
  readonly note: string;
}

export interface ProcessSwitch {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly switch: string;
  readonly value: string;
  readonly set_by: string;
  readonly set_at: number;
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
  readonly upright: boolean | null;
  readonly un_number: string | null;
  readonly hazard_class: string | null;
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

export interface ReleaseRule {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly urgent_hours: number;
  readonly valuable_from: number | null;
  readonly set_by: string;
  readonly set_at: number;
}

export interface Reservation {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly product: string;
  readonly order_line: string | null;
  readonly quantity: number;
}

export interface ReturnLine {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly receipt: string;
  readonly product: string;
  readonly expected: number;
  readonly restocked: number;
  readonly quarantined: number;
  readonly scrapped: number;
  readonly reasons: Readonly<Record<string, string | number>>;
}

export interface ReturnReceipt {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly shipment: string | null;
  readonly number: string;
  readonly stage: "closed" | "open";
  readonly opened_by: string;
}

export interface Grant {
  readonly id: string;
  readonly ver: number;
  readonly person: string;
  readonly role: "admin" | "dock" | "finance" | "lead" | "manager" | "packer" | "picker" | "receiver" | "sales" | "service" | "system";
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
  readonly substitutes: string | null;
  readonly consent_by: string | null;
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
  readonly substitutes: string | null;
  readonly packer: string | null;
  readonly cartons: number;
  readonly manifest: string | null;
  readonly valuable: boolean | null;
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
  readonly instead_of: string | null;
  readonly gives: number | null;
  readonly per: number | null;
}

export interface SsccBlock {
  readonly id: string;
  readonly ver: number;
  readonly device: string;
  readonly warehouse: string;
  readonly company_prefix: string;
  readonly extension: number;
  readonly first: number;
  readonly count: number;
  readonly used: number;
  readonly state: "closed" | "open" | "spent";
  readonly open_on: string;
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
  readonly corrected: number;
}

export interface StockCounted {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly location: string;
  readonly product: string;
  readonly lot: string;
  readonly counted: number;
  readonly expected: number;
  readonly found: number;
  readonly before: number;
  readonly stage: "accept" | "booked" | "second" | "undone";
  readonly by: string;
  readonly at: number;
  readonly op: string;
  readonly task: string;
  readonly first_by: string;
  readonly first_counted: number | null;
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

export interface Substitute {
  readonly id: string;
  readonly ver: number;
  readonly product: string;
  readonly other: string;
  readonly gives: number;
  readonly per: number;
  readonly rank: number;
  readonly active: boolean;
}

export interface SubstituteAsk {
  readonly id: string;
  readonly ver: number;
  readonly warehouse: string;
  readonly order: string;
  readonly order_number: string;
  readonly rep: string | null;
  readonly product: string;
  readonly other: string;
  readonly units: number;
  readonly stage: "allowed" | "asked" | "declined" | "late";
  readonly consent_by: string;
  readonly asked_by: string;
  readonly asked_at: number;
  readonly answered_by: string;
  readonly answered_at: number;
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
  box_type: BoxType;
  cart_type: CartType;
  carton: Carton;
  carton_item: CartonItem;
  checkpoint: Checkpoint;
  checkpoint_entry: CheckpointEntry;
  checkpoint_last: CheckpointLast;
  count_limit: CountLimit;
  counter: Counter;
  customer: Customer;
  device: Device;
  device_scanner: DeviceScanner;
  driver_signature: DriverSignature;
  exception_task: ExceptionTask;
  finding: Finding;
  inbound: Inbound;
  inbound_line: InboundLine;
  instruction: Instruction;
  instruction_got: InstructionGot;
  lease: Lease;
  load_hold: LoadHold;
  location: Location;
  log_floor: LogFloor;
  lot: Lot;
  manifest: Manifest;
  manifest_stop: ManifestStop;
  move: Move;
  order_line: OrderLine;
  pack_like: PackLike;
  pallet: Pallet;
  paper_line: PaperLine;
  person: Person;
  photo: Photo;
  pick_face: PickFace;
  pick_rule: PickRule;
  pick_run: PickRun;
  pick_slot: PickSlot;
  pick_task: PickTask;
  picked_serial: PickedSerial;
  practice: Practice;
  preference: Preference;
  print_job: PrintJob;
  printer: Printer;
  process_switch: ProcessSwitch;
  product: Product;
  product_unit: ProductUnit;
  release_rule: ReleaseRule;
  reservation: Reservation;
  return_line: ReturnLine;
  return_receipt: ReturnReceipt;
  role_grant: Grant;
  sales_order: Order;
  shipment: Shipment;
  shipment_line: ShipmentLine;
  sscc_block: SsccBlock;
  stock: Stock;
  stock_count: StockCounted;
  stock_position: StockPosition;
  substitute: Substitute;
  substitute_ask: SubstituteAsk;
  tote: Tote;
  warehouse: Warehouse;
}

export type TableName = keyof Tables;

/** What a field holds where nothing else is said, as shared cases leave it out. */
export const DEFAULTS: { readonly [T in TableName]: Partial<Tables[T]> } = {
  barcode: {"ver": 0, "level": "each", "units": 1},
  box_type: {"ver": 0, "active": true},
  cart_type: {"ver": 0, "kilograms": 0, "litres": 0, "active": true},
  carton: {"ver": 0, "stage": "open", "sscc": null, "weight_g": 0, "units": 0, "manifest": null, "pallet": null, "box": null},
  carton_item: {"ver": 0, "lot": "", "quantity": 0},
  checkpoint: {"ver": 0, "zone": "", "unit": "", "least": null, "most": null, "active": true},
  checkpoint_entry: {"ver": 0, "zone": "", "unit": "", "least": null, "most": null, "tenths": null, "why": ""},
  checkpoint_last: {"ver": 0, "tenths": null},
  count_limit: {"ver": 0},
  counter: {"ver": 0, "next": 1},
  customer: {"ver": 0, "email": "", "rep": null, "currency": "EUR", "credit_limit": 0, "open_amount": 0, "blocked": false, "since": 0, "street": "", "city": "", "zip": "", "country": "", "phone": "", "substitutes": null},
  device: {"ver": 0, "kind": "phone", "state": "active", "key": "", "shared": false, "warehouse": "", "fork_of": ""},
  device_scanner: {"ver": 0, "model": "", "caps": false, "key_ms": 0, "gap_ms": 0, "put_before": "", "put_behind": "", "stand_in": "", "by_place": false, "findings": [], "verdict": "ok"},
  driver_signature: {"ver": 0},
  exception_task: {"ver": 0, "warehouse": "", "place": "", "product": "", "quantity": 0, "params": {}, "choices": ["done"], "stage": "open", "settled_by": null, "settled_as": "", "owner": null, "due_at": null, "settled_units": null},
  finding: {"ver": 0, "rep": null, "value": "", "limit": "", "holds": true},
  inbound: {"ver": 0, "number": "", "supplier": "", "announced": true, "due_on": null, "stage": "open", "opened_by": ""},
  inbound_line: {"ver": 0, "expected": 0, "received": 0, "rejected": 0, "reasons": {}},
  instruction: {"ver": 0, "text_en": "", "text_zh": "", "picture": "", "edition": 1},
  instruction_got: {"ver": 0},
  lease: {"ver": 0, "used": 0, "state": "open", "open_on": ""},
  load_hold: {"ver": 0, "shipment": "", "product": "", "lot": "", "reason": "", "held": true},
  location: {"ver": 0, "kind": "bin", "zone": "", "pick_sequence": 0, "check_digits": ""},
  log_floor: {"ver": 0, "floor": 0},
  lot: {"ver": 0, "expiry": null},
  manifest: {"ver": 0, "vehicle": "", "stage": "open", "driver": "", "seal": "", "cartons": 0, "handed_over_at": null},
  manifest_stop: {"ver": 0},
  move: {"ver": 0, "lot": ""},
  order_line: {"ver": 0, "rep": null, "unit_price": 0, "reserved": 0, "backordered": 0, "picked": 0, "short": 0, "packed": 0, "shipped": 0, "instead_of": null, "replaced": null},
  pack_like: {"ver": 0, "weights": [], "box": null, "box_before": null},
  pallet: {"ver": 0, "stage": "open", "cartons": 0},
  paper_line: {"ver": 0},
  person: {"ver": 0, "language": "en", "active": true},
  photo: {"ver": 0, "product": "", "reason": "", "device": null},
  pick_face: {"ver": 0, "least": 0, "most": 0},
  pick_rule: {"ver": 0, "product_class": "", "fefo": "warn", "lot": "force", "serial": "none", "expiry": "force", "least_days": 0, "set_by": "", "set_at": 0},
  pick_run: {"ver": 0, "stage": "ready", "picker": null, "orders": 0, "tasks": 0, "units": 0, "mode": null, "zone": null, "cart": null},
  pick_slot: {"ver": 0, "tote": null},
  pick_task: {"ver": 0, "lot": "", "picked": 0, "put": 0, "short": 0, "short_reason": "", "cancelled": false},
  picked_serial: {"ver": 0, "lot": "", "task": "", "shipment": "", "order_number": "", "picked_by": "", "picked_at": 0, "shipped_at": null, "back_with": null},
  practice: {"ver": 0, "rounds": 0, "scans": 0, "right_first": 0, "line_ms": 0, "certified_at": null},
  preference: {"ver": 0, "language": "en", "size": 100, "hand": "right", "theme": "system", "volume": 100},
  print_job: {"ver": 0, "printer": "", "copies": 1, "subject": "", "reprint": false, "again_of": null, "state": "waiting", "tries": 0, "sent": false, "error": "", "asked_n": 0, "next_at": 0, "state_at": 0, "open_in": null, "cleared": false},
  printer: {"ver": 0, "port": 9100, "dpi": 203, "width_mm": 102, "height_mm": 152, "state": "unknown", "why": "", "state_at": 0, "active": true, "removed": false, "note": ""},
  process_switch: {"ver": 0},
  product: {"ver": 0, "product_class": "", "weight_g": 0, "lot_tracked": false, "shelf_life_days": null, "active": true, "upright": null, "un_number": null, "hazard_class": null},
  product_unit: {"ver": 0, "weight_g": 0, "length_mm": 0, "width_mm": 0, "height_mm": 0},
  release_rule: {"ver": 0, "urgent_hours": 4, "valuable_from": null, "set_by": "", "set_at": 0},
  reservation: {"ver": 0, "order_line": null, "quantity": 0},
  return_line: {"ver": 0, "expected": 0, "restocked": 0, "quarantined": 0, "scrapped": 0, "reasons": {}},
  return_receipt: {"ver": 0, "shipment": null, "number": "", "stage": "open", "opened_by": ""},
  role_grant: {"ver": 0, "warehouse": "", "to_v": null},
  sales_order: {"ver": 0, "channel": "desk", "external_id": "", "customer": null, "rep": null, "stage": "review", "held": "", "currency": "EUR", "total": 0, "placed_at": 0, "placed_by": "", "due_at": null, "ship_name": "", "ship_street": "", "ship_city": "", "ship_zip": "", "ship_country": "", "ship_phone": "", "payment": "", "notes": "", "lines": 0, "decided_by": null, "decided_why": "", "unkept": "", "substitutes": null, "consent_by": null},
  shipment: {"ver": 0, "stage": "released", "ship_name": "", "ship_street": "", "ship_city": "", "ship_zip": "", "ship_country": "", "ship_phone": "", "due_at": null, "substitutes": null, "packer": null, "cartons": 0, "manifest": null, "valuable": null},
  shipment_line: {"ver": 0, "picked": 0, "short": 0, "packed": 0, "instead_of": null, "gives": null, "per": null},
  sscc_block: {"ver": 0, "count": 100, "used": 0, "state": "open", "open_on": ""},
  stock: {"ver": 0, "lot": "", "quantity": 0, "allocated": 0, "corrected": 0},
  stock_count: {"ver": 0, "lot": "", "task": "", "first_by": "", "first_counted": null},
  stock_position: {"ver": 0, "on_hand": 0, "short_open": 0, "reserved": 0, "leased": 0},
  substitute: {"ver": 0, "gives": 1, "per": 1, "rank": 1, "active": true},
  substitute_ask: {"ver": 0, "rep": null, "stage": "asked", "consent_by": "", "answered_by": "", "answered_at": 0},
  tote: {"ver": 0, "shipment": null},
  warehouse: {"ver": 0, "street": "", "city": "", "zip": "", "country": "", "time_zone": "UTC"},
};
