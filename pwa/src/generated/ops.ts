// Made by `tote types` from the Python definitions; changes go there.

export * from "./words";

export interface LeaseUse {
  readonly lease: string;
  readonly quantity: number;
}

export interface PlacedLine {
  readonly product: string;
  readonly quantity: number;
  readonly unit_price?: number;
  readonly leases?: readonly LeaseUse[];
}

export interface NewUnit {
  readonly level: "case" | "each" | "inner" | "pallet";
  readonly units: number;
  readonly weight_g?: number;
  readonly length_mm?: number;
  readonly width_mm?: number;
  readonly height_mm?: number;
}

export interface NewBarcode {
  readonly code: string;
  readonly level?: "case" | "each" | "inner" | "pallet";
  readonly units?: number;
}

export interface NewLocation {
  readonly code: string;
  readonly kind?: "bin" | "dock" | "pack" | "receive" | "stage" | "tote";
  readonly zone?: string;
  readonly pick_sequence?: number;
  readonly check_digits?: string;
}

export interface CustomerAdd {
  readonly customer: string;
  readonly number: string;
  readonly name: string;
  readonly email?: string;
  readonly rep?: string | null;
  readonly currency?: string;
  readonly credit_limit?: number;
  readonly since?: number | null;
  readonly street?: string;
  readonly city?: string;
  readonly zip?: string;
  readonly country?: string;
  readonly phone?: string;
}

export interface DeviceEnroll {
  readonly device: string;
  readonly name: string;
  readonly kind?: "desk" | "handheld" | "phone" | "tablet";
  readonly key?: string;
  readonly shared?: boolean;
  readonly warehouse?: string;
}

export interface DeviceFork {
  readonly device: string;
  readonly fork_of: string;
}

export interface DeviceJoin {
  readonly device: string;
  readonly person: string;
  readonly name: string;
  readonly kind?: "desk" | "handheld" | "phone" | "tablet";
  readonly key?: string;
}

export interface DeviceRekey {
  readonly device: string;
  readonly person: string;
  readonly key: string;
}

export interface DeviceReportLost {
  readonly device: string;
}

export interface DeviceRevoke {
  readonly device: string;
}

export interface DeviceStorageLost {
  readonly device: string;
  readonly from_n: number;
  readonly to_n: number;
}

export interface LeaseGiveBack {
  readonly lease: string;
}

export interface LeaseGrant {
  readonly lease: string;
  readonly device: string;
  readonly person: string;
  readonly warehouse: string;
  readonly product: string;
  readonly demand: number;
  readonly hours?: number;
}

export interface LeaseReclaim {
  readonly lease: string;
  readonly at_once?: boolean;
  readonly why?: string;
}

export interface LogCompact {
  readonly scope: string;
  readonly floor: number;
}

export interface OrderApprove {
  readonly order: string;
  readonly short?: "backorder" | "partial" | "refuse";
  readonly why?: string;
}

export interface OrderCancel {
  readonly order: string;
  readonly reason?: string;
}

export interface OrderHold {
  readonly order: string;
  readonly reason: string;
}

export interface OrderPlace {
  readonly order: string;
  readonly number: string;
  readonly channel?: string;
  readonly external_id?: string;
  readonly customer?: string | null;
  readonly rep?: string | null;
  readonly warehouse: string;
  readonly currency?: string;
  readonly lines: readonly PlacedLine[];
  readonly total: number;
  readonly placed_at: number;
  readonly due_at?: number | null;
  readonly ship_name?: string;
  readonly ship_street?: string;
  readonly ship_city?: string;
  readonly ship_zip?: string;
  readonly ship_country?: string;
  readonly ship_phone?: string;
  readonly payment?: string;
  readonly notes?: string;
}

export interface OrderReject {
  readonly order: string;
  readonly reason: "address" | "credit" | "fraud" | "other" | "price" | "stock";
  readonly note?: string;
}

export interface OrderResume {
  readonly order: string;
}

export interface PackClose {
  readonly carton: string;
  readonly weight_g: number;
}

export interface PackFinish {
  readonly shipment: string;
}

export interface PackOpen {
  readonly shipment: string;
  readonly number: number;
}

export interface PackScan {
  readonly carton: string;
  readonly raw: string;
  readonly units?: number;
}

export interface PackTakeOut {
  readonly carton: string;
  readonly product?: string | null;
  readonly lot?: string;
  readonly units: number;
  readonly raw?: string | null;
}

export interface PeopleAdd {
  readonly person: string;
  readonly name: string;
  readonly language?: "en" | "zh";
}

export interface PeopleBadge {
  readonly person: string;
}

export interface PeopleChangePin {
  readonly person: string;
}

export interface PeopleGrant {
  readonly grant: string;
  readonly person: string;
  readonly role: "admin" | "dock" | "finance" | "lead" | "manager" | "packer" | "picker" | "sales" | "service" | "system";
  readonly warehouse?: string;
}

export interface PeopleRevoke {
  readonly grant: string;
}

export interface PeopleUnlock {
  readonly person: string;
}

export interface PickBind {
  readonly slot: string;
  readonly raw: string;
}

export interface PickClaim {
  readonly run: string;
  readonly take_over?: boolean;
}

export interface PickFound {
  readonly task: string;
  readonly units: number;
}

export interface PickHandOver {
  readonly run: string;
}

export interface PickPut {
  readonly task: string;
  readonly raw: string;
}

export interface PickPutBack {
  readonly task: string;
  readonly units: number;
  readonly raw?: string | null;
}

export interface PickRelease {
  readonly run: string;
  readonly warehouse: string;
  readonly orders: readonly string[];
}

export interface PickScan {
  readonly task: string;
  readonly raw: string;
  readonly units?: number;
}

export interface PickShort {
  readonly task: string;
  readonly units: number;
  readonly reason: "cannot_reach" | "damaged" | "other_item" | "shelf_empty";
}

export interface ProductAdd {
  readonly product: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly product_class?: string;
  readonly weight_g?: number;
  readonly lot_tracked?: boolean;
  readonly shelf_life_days?: number | null;
  readonly units?: readonly NewUnit[];
  readonly barcodes?: readonly NewBarcode[];
}

export interface ProductBindCode {
  readonly product: string;
  readonly raw: string;
  readonly level?: "case" | "each" | "inner" | "pallet";
  readonly units?: number;
}

export interface ShipHandOver {
  readonly manifest: string;
  readonly driver: string;
  readonly seal?: string;
}

export interface ShipLoad {
  readonly manifest: string;
  readonly raw: string;
}

export interface ShipOpen {
  readonly manifest: string;
  readonly warehouse: string;
  readonly dock: string;
  readonly carrier: string;
  readonly vehicle?: string;
}

export interface ShipUnload {
  readonly manifest: string;
  readonly raw: string;
}

export interface StockAddLocations {
  readonly warehouse: string;
  readonly locations: readonly NewLocation[];
}

export interface StockAddWarehouse {
  readonly warehouse: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly company_prefix: string;
  readonly street?: string;
  readonly city?: string;
  readonly zip?: string;
  readonly country?: string;
  readonly time_zone?: string;
}

export interface StockCount {
  readonly location: string;
  readonly product: string;
  readonly lot?: string;
  readonly counted: number;
}

export interface StockReceive {
  readonly warehouse: string;
  readonly location: string;
  readonly product: string;
  readonly lot?: string;
  readonly expiry?: string | null;
  readonly quantity: number;
}

export interface TaskAccept {
  readonly task: string;
}

export interface TaskSettle {
  readonly task: string;
  readonly choice: string;
  readonly counted?: number | null;
}

export interface Ops {
  "customer.add": CustomerAdd;
  "device.enroll": DeviceEnroll;
  "device.fork": DeviceFork;
  "device.join": DeviceJoin;
  "device.rekey": DeviceRekey;
  "device.report_lost": DeviceReportLost;
  "device.revoke": DeviceRevoke;
  "device.storage_lost": DeviceStorageLost;
  "lease.give_back": LeaseGiveBack;
  "lease.grant": LeaseGrant;
  "lease.reclaim": LeaseReclaim;
  "log.compact": LogCompact;
  "order.approve": OrderApprove;
  "order.cancel": OrderCancel;
  "order.hold": OrderHold;
  "order.place": OrderPlace;
  "order.reject": OrderReject;
  "order.resume": OrderResume;
  "pack.close": PackClose;
  "pack.finish": PackFinish;
  "pack.open": PackOpen;
  "pack.scan": PackScan;
  "pack.take_out": PackTakeOut;
  "people.add": PeopleAdd;
  "people.badge": PeopleBadge;
  "people.change_pin": PeopleChangePin;
  "people.grant": PeopleGrant;
  "people.revoke": PeopleRevoke;
  "people.unlock": PeopleUnlock;
  "pick.bind": PickBind;
  "pick.claim": PickClaim;
  "pick.found": PickFound;
  "pick.hand_over": PickHandOver;
  "pick.put": PickPut;
  "pick.put_back": PickPutBack;
  "pick.release": PickRelease;
  "pick.scan": PickScan;
  "pick.short": PickShort;
  "product.add": ProductAdd;
  "product.bind_code": ProductBindCode;
  "ship.hand_over": ShipHandOver;
  "ship.load": ShipLoad;
  "ship.open": ShipOpen;
  "ship.unload": ShipUnload;
  "stock.add_locations": StockAddLocations;
  "stock.add_warehouse": StockAddWarehouse;
  "stock.count": StockCount;
  "stock.receive": StockReceive;
  "task.accept": TaskAccept;
  "task.settle": TaskSettle;
}

export type Kind = keyof Ops;

export const NATURE = {
  "customer.add": "request",
  "device.enroll": "request",
  "device.fork": "request",
  "device.join": "request",
  "device.rekey": "request",
  "device.report_lost": "request",
  "device.revoke": "request",
  "device.storage_lost": "fact",
  "lease.give_back": "request",
  "lease.grant": "request",
  "lease.reclaim": "request",
  "log.compact": "request",
  "order.approve": "request",
  "order.cancel": "request",
  "order.hold": "request",
  "order.place": "request",
  "order.reject": "request",
  "order.resume": "request",
  "pack.close": "fact",
  "pack.finish": "fact",
  "pack.open": "fact",
  "pack.scan": "fact",
  "pack.take_out": "fact",
  "people.add": "request",
  "people.badge": "request",
  "people.change_pin": "request",
  "people.grant": "request",
  "people.revoke": "request",
  "people.unlock": "request",
  "pick.bind": "fact",
  "pick.claim": "request",
  "pick.found": "fact",
  "pick.hand_over": "fact",
  "pick.put": "fact",
  "pick.put_back": "fact",
  "pick.release": "request",
  "pick.scan": "fact",
  "pick.short": "fact",
  "product.add": "request",
  "product.bind_code": "request",
  "ship.hand_over": "fact",
  "ship.load": "fact",
  "ship.open": "request",
  "ship.unload": "fact",
  "stock.add_locations": "request",
  "stock.add_warehouse": "request",
  "stock.count": "fact",
  "stock.receive": "fact",
  "task.accept": "request",
  "task.settle": "request",
} as const satisfies Record<Kind, unknown>;

export const OFFLINE = {
  "customer.add": "online",
  "device.enroll": "online",
  "device.fork": "online",
  "device.join": "online",
  "device.rekey": "online",
  "device.report_lost": "online",
  "device.revoke": "online",
  "device.storage_lost": "online",
  "lease.give_back": "lease",
  "lease.grant": "online",
  "lease.reclaim": "online",
  "log.compact": "online",
  "order.approve": "queue",
  "order.cancel": "queue",
  "order.hold": "queue",
  "order.place": "lease",
  "order.reject": "queue",
  "order.resume": "queue",
  "pack.close": "queue",
  "pack.finish": "queue",
  "pack.open": "replay",
  "pack.scan": "replay",
  "pack.take_out": "replay",
  "people.add": "online",
  "people.badge": "online",
  "people.change_pin": "online",
  "people.grant": "online",
  "people.revoke": "online",
  "people.unlock": "online",
  "pick.bind": "replay",
  "pick.claim": "replay",
  "pick.found": "replay",
  "pick.hand_over": "replay",
  "pick.put": "replay",
  "pick.put_back": "replay",
  "pick.release": "online",
  "pick.scan": "replay",
  "pick.short": "replay",
  "product.add": "online",
  "product.bind_code": "online",
  "ship.hand_over": "queue",
  "ship.load": "replay",
  "ship.open": "queue",
  "ship.unload": "replay",
  "stock.add_locations": "online",
  "stock.add_warehouse": "online",
  "stock.count": "queue",
  "stock.receive": "queue",
  "task.accept": "online",
  "task.settle": "queue",
} as const satisfies Record<Kind, unknown>;

export const RIGHT = {
  "customer.add": "customer",
  "device.enroll": "device",
  "device.fork": "server",
  "device.join": "self",
  "device.rekey": "self",
  "device.report_lost": "device",
  "device.revoke": "device",
  "device.storage_lost": "server",
  "lease.give_back": "lease",
  "lease.grant": "lease",
  "lease.reclaim": "lease.reclaim",
  "log.compact": "server",
  "order.approve": "order.approve",
  "order.cancel": "order.cancel",
  "order.hold": "order.hold",
  "order.place": "order.place",
  "order.reject": "order.approve",
  "order.resume": "order.hold",
  "pack.close": "pack",
  "pack.finish": "pack",
  "pack.open": "pack",
  "pack.scan": "pack",
  "pack.take_out": "pack",
  "people.add": "people",
  "people.badge": "people",
  "people.change_pin": "self",
  "people.grant": "people",
  "people.revoke": "people",
  "people.unlock": "unlock",
  "pick.bind": "pick",
  "pick.claim": "pick",
  "pick.found": "pick",
  "pick.hand_over": "pick",
  "pick.put": "pick",
  "pick.put_back": "pick",
  "pick.release": "release",
  "pick.scan": "pick",
  "pick.short": "pick",
  "product.add": "catalog",
  "product.bind_code": "teach",
  "ship.hand_over": "load",
  "ship.load": "load",
  "ship.open": "load",
  "ship.unload": "load",
  "stock.add_locations": "catalog",
  "stock.add_warehouse": "catalog",
  "stock.count": "stock",
  "stock.receive": "stock",
  "task.accept": "settle",
  "task.settle": "settle",
} as const satisfies Record<Kind, unknown>;

export const VERSION = {
  "customer.add": 1,
  "device.enroll": 1,
  "device.fork": 1,
  "device.join": 1,
  "device.rekey": 1,
  "device.report_lost": 1,
  "device.revoke": 1,
  "device.storage_lost": 1,
  "lease.give_back": 1,
  "lease.grant": 1,
  "lease.reclaim": 1,
  "log.compact": 1,
  "order.approve": 2,
  "order.cancel": 1,
  "order.hold": 1,
  "order.place": 2,
  "order.reject": 1,
  "order.resume": 1,
  "pack.close": 1,
  "pack.finish": 1,
  "pack.open": 1,
  "pack.scan": 1,
  "pack.take_out": 1,
  "people.add": 1,
  "people.badge": 1,
  "people.change_pin": 1,
  "people.grant": 1,
  "people.revoke": 1,
  "people.unlock": 1,
  "pick.bind": 1,
  "pick.claim": 1,
  "pick.found": 1,
  "pick.hand_over": 1,
  "pick.put": 1,
  "pick.put_back": 1,
  "pick.release": 1,
  "pick.scan": 1,
  "pick.short": 1,
  "product.add": 1,
  "product.bind_code": 1,
  "ship.hand_over": 1,
  "ship.load": 1,
  "ship.open": 1,
  "ship.unload": 1,
  "stock.add_locations": 1,
  "stock.add_warehouse": 1,
  "stock.count": 1,
  "stock.receive": 1,
  "task.accept": 1,
  "task.settle": 1,
} as const satisfies Record<Kind, unknown>;

/** The kinds whose rule runs on the device too; under a lease, as far as that reaches. */
export type ReplayKind = { [K in Kind]: (typeof OFFLINE)[K] extends "replay" | "lease" ? K : never }[Kind];
