// Made by `tote types` from the Python definitions; changes go there.

export * from "./words";

export interface CountLine {
  readonly product: string;
  readonly lot?: string;
  readonly counted: number;
  readonly quantity: number;
  readonly corrected?: number;
  readonly moved?: number;
  readonly ver?: number;
}

export interface AnnouncedLine {
  readonly product: string;
  readonly quantity: number;
}

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

export interface OtherBin {
  readonly location: string;
  readonly units: number;
  readonly lot?: string;
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

export interface PlannedStop {
  readonly shipment: string;
  readonly stop: number;
}

export interface NewLocation {
  readonly code: string;
  readonly kind?: "bin" | "dock" | "pack" | "quarantine" | "receive" | "stage" | "tote";
  readonly zone?: string;
  readonly pick_sequence?: number;
  readonly check_digits?: string;
}

export interface BoxSet {
  readonly warehouse: string;
  readonly code: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly length_mm: number;
  readonly width_mm: number;
  readonly height_mm: number;
  readonly tare_g: number;
  readonly max_g: number;
  readonly active?: boolean;
}

export interface CartSet {
  readonly warehouse: string;
  readonly code: string;
  readonly name_en: string;
  readonly name_zh: string;
  readonly slots: number;
  readonly kilograms?: number;
  readonly litres?: number;
  readonly active?: boolean;
}

export interface CheckpointAnswer {
  readonly checkpoint: string;
  readonly said: "figure" | "no" | "unable" | "yes";
  readonly tenths?: number | null;
  readonly why?: string;
}

export interface CheckpointSet {
  readonly warehouse: string;
  readonly name: string;
  readonly step: "count" | "home" | "move" | "pack" | "pick" | "receive" | "returns" | "ship";
  readonly zone?: string;
  readonly ask_en: string;
  readonly ask_zh: string;
  readonly wants: "figure" | "yes_no";
  readonly unit?: string;
  readonly least?: number | null;
  readonly most?: number | null;
  readonly per: "floor" | "person";
  readonly hours: number;
  readonly active?: boolean;
}

export interface CountAsk {
  readonly warehouse: string;
  readonly places: readonly string[];
  readonly product?: string;
}

export interface CountLimit {
  readonly warehouse: string;
  readonly who: string;
  readonly units: number;
  readonly percent: number;
}

export interface CountRecord {
  readonly location: string;
  readonly lines: readonly CountLine[];
  readonly tasks?: readonly string[];
  readonly begun_at: number;
}

export interface CountUndo {
  readonly count: string;
  readonly location: string;
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

export interface CustomerConsent {
  readonly customer: string;
  readonly substitutes: "always" | "ask" | "never";
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

export interface DeviceScanner {
  readonly device: string;
  readonly person: string;
  readonly model?: string;
  readonly mode: "both" | "hand" | "keys" | "none" | "paste" | "text";
  readonly suffix: "double" | "enter" | "none" | "tab" | "uneven";
  readonly aim: boolean;
  readonly gs: "alt" | "control" | "key" | "lost" | "token" | "uneven" | "unknown";
  readonly layout: "azerty" | "host" | "other" | "qwertz" | "scanner";
  readonly caps?: boolean;
  readonly key_ms?: number;
  readonly gap_ms?: number;
  readonly put_before?: string;
  readonly put_behind?: string;
  readonly stand_in?: string;
  readonly by_place?: boolean;
  readonly findings?: readonly string[];
}

export interface DeviceStorageLost {
  readonly device: string;
  readonly from_n: number;
  readonly to_n: number;
}

export interface InboundAnnounce {
  readonly inbound: string;
  readonly warehouse: string;
  readonly number: string;
  readonly supplier: string;
  readonly due_on?: string | null;
  readonly lines: readonly AnnouncedLine[];
}

export interface InboundClose {
  readonly inbound: string;
}

export interface InboundOpen {
  readonly inbound: string;
  readonly warehouse: string;
  readonly supplier?: string;
  readonly number?: string;
}

export interface InboundReceive {
  readonly inbound: string;
  readonly location: string;
  readonly raw: string;
  readonly units?: number;
  readonly lot?: string;
  readonly expiry?: string | null;
}

export interface InboundReject {
  readonly inbound: string;
  readonly location: string;
  readonly raw: string;
  readonly units?: number;
  readonly reason: "damaged" | "expired" | "not_ordered" | "quality" | "wrong_goods";
}

export interface InboundTakeBack {
  readonly inbound: string;
  readonly location: string;
  readonly raw: string;
  readonly units?: number;
  readonly lot?: string;
  readonly reason?: "damaged" | "expired" | "not_ordered" | "quality" | "wrong_goods" | "";
}

export interface InstructionGot {
  readonly person: string;
  readonly instruction: string;
  readonly edition: number;
}

export interface InstructionSet {
  readonly warehouse: string;
  readonly step: "count" | "home" | "move" | "pack" | "pick" | "receive" | "returns" | "ship";
  readonly text_en?: string;
  readonly text_zh?: string;
  readonly picture?: string;
}

export interface LabelAgain {
  readonly job: string;
  readonly of: string;
  readonly printer?: string | null;
}

export interface LabelCancel {
  readonly job: string;
}

export interface LabelClear {
  readonly warehouse: string;
  readonly jobs: readonly string[];
}

export interface LabelPrint {
  readonly job: string;
  readonly warehouse: string;
  readonly printer?: string;
  readonly label: string;
  readonly copies?: number;
  readonly subject?: string;
}

export interface LabelReport {
  readonly job: string;
  readonly tries: number;
  readonly state: "failed" | "printed" | "printing" | "waiting";
  readonly error?: string;
  readonly next_at?: number;
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

export interface OrderAnswer {
  readonly ask: string;
  readonly allow: boolean;
  readonly by: "customer" | "manager" | "rep";
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

export interface OrderConsent {
  readonly order: string;
  readonly substitutes: "always" | "ask" | "never";
  readonly by: "customer" | "manager" | "rep";
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

export interface PackBox {
  readonly carton: string;
  readonly box: string;
}

export interface PackClose {
  readonly carton: string;
  readonly weight_g: number;
  readonly sscc?: string;
  readonly box?: string | null;
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

export interface PalletAdd {
  readonly pallet: string;
  readonly warehouse: string;
  readonly raw: string;
}

export interface PalletClose {
  readonly pallet: string;
}

export interface PalletLoad {
  readonly manifest: string;
  readonly raw: string;
}

export interface PalletRemove {
  readonly pallet: string;
  readonly raw: string;
}

export interface PaperEnter {
  readonly line: string;
  readonly by: string;
  readonly at: number;
  readonly pick?: PickScan | null;
  readonly put?: PickPut | null;
  readonly short?: PickShort | null;
  readonly receive?: InboundReceive | null;
  readonly reject?: InboundReject | null;
  readonly count?: CountRecord | null;
  readonly moved_since?: boolean;
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
  readonly role: "admin" | "dock" | "finance" | "lead" | "manager" | "packer" | "picker" | "receiver" | "sales" | "service" | "system";
  readonly warehouse?: string;
}

export interface PeoplePractised {
  readonly person: string;
  readonly warehouse: string;
  readonly scans: number;
  readonly right_first: number;
  readonly line_ms: number;
}

export interface PeoplePrefer {
  readonly person: string;
  readonly language: "en" | "zh";
  readonly size: number;
  readonly hand: "left" | "right";
  readonly theme: "dark" | "light" | "system";
  readonly volume: number;
}

export interface PeopleRevoke {
  readonly grant: string;
}

export interface PeopleUnlock {
  readonly person: string;
}

export interface PhotoTake {
  readonly photo: string;
  readonly job: "inbound" | "returns";
  readonly delivery: string;
  readonly product?: string;
  readonly reason?: "damaged" | "expired" | "not_ordered" | "quality" | "wrong_goods" | "damaged" | "defective" | "expired" | "refused" | "unwanted" | "wrong_goods" | "";
  readonly sha256: string;
}

export interface PickAsk {
  readonly task: string;
  readonly other: string;
  readonly units: number;
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

export interface PickFull {
  readonly slot: string;
  readonly raw: string;
}

export interface PickGather {
  readonly task: string;
  readonly raw: string;
  readonly units?: number;
}

export interface PickHandOver {
  readonly run: string;
}

export interface PickPassOn {
  readonly run: string;
  readonly zone: string;
  readonly raw: string;
}

export interface PickPause {
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
  readonly mode?: "batch" | "zone" | null;
  readonly slots?: number;
  readonly kilograms?: number;
  readonly litres?: number;
  readonly urgent_hours?: number;
  readonly cart?: string | null;
}

export interface PickRoute {
  readonly run: string;
  readonly stops: readonly string[];
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
  readonly instead?: readonly OtherBin[];
}

export interface PickSkip {
  readonly task: string;
}

export interface PickSubstitute {
  readonly task: string;
  readonly other: string;
  readonly units: number;
  readonly places: readonly OtherBin[];
}

export interface PickTake {
  readonly run: string;
  readonly zone: string;
  readonly raw: string;
}

export interface PickUnbind {
  readonly slot: string;
  readonly tote: string;
}

export interface PickUnskip {
  readonly task: string;
}

export interface PickUnsubstitute {
  readonly task: string;
  readonly line: string;
}

export interface PrinterRemove {
  readonly printer: string;
}

export interface PrinterReport {
  readonly printer: string;
  readonly state: "busy" | "fault" | "head_open" | "paper_out" | "paused" | "ready" | "ribbon_out" | "unknown" | "unreachable";
  readonly why?: string;
}

export interface PrinterSet {
  readonly printer: string;
  readonly warehouse: string;
  readonly name: string;
  readonly host: string;
  readonly port?: number;
  readonly dpi?: number;
  readonly width_mm?: number;
  readonly height_mm?: number;
  readonly active?: boolean;
  readonly note?: string;
}

export interface PrinterTest {
  readonly printer: string;
  readonly job: string;
}

export interface ProcessRule {
  readonly warehouse: string;
  readonly product_class?: string;
  readonly fefo: "force" | "none" | "warn";
  readonly lot: "force" | "none" | "warn";
  readonly serial: "force" | "none" | "warn";
  readonly expiry: "force" | "none" | "warn";
  readonly least_days?: number;
}

export interface ProcessSet {
  readonly warehouse: string;
  readonly switch: string;
  readonly value: string;
}

export interface ProcessUrgent {
  readonly warehouse: string;
  readonly hours: number;
}

export interface ProcessValuable {
  readonly warehouse: string;
  readonly amount: number;
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

export interface ProductClassify {
  readonly product: string;
  readonly product_class?: string;
  readonly upright?: boolean | null;
  readonly un_number?: string | null;
  readonly hazard_class?: string;
}

export interface ProductSubstitute {
  readonly product: string;
  readonly other: string;
  readonly gives?: number;
  readonly per?: number;
  readonly rank?: number;
  readonly active?: boolean;
}

export interface QualityHold {
  readonly warehouse: string;
  readonly shipment?: string;
  readonly product?: string;
  readonly lot?: string;
  readonly reason: string;
}

export interface QualityRelease {
  readonly warehouse: string;
  readonly shipment?: string;
  readonly product?: string;
  readonly lot?: string;
}

export interface ReturnsClose {
  readonly receipt: string;
}

export interface ReturnsInspect {
  readonly receipt: string;
  readonly location: string;
  readonly raw: string;
  readonly units?: number;
  readonly disposition: "quarantine" | "restock" | "scrap";
  readonly reason?: "damaged" | "defective" | "expired" | "refused" | "unwanted" | "wrong_goods";
  readonly lot?: string;
  readonly expiry?: string | null;
}

export interface ReturnsOpen {
  readonly receipt: string;
  readonly warehouse: string;
  readonly raw?: string | null;
}

export interface ReturnsRefund {
  readonly task: string;
  readonly choice: "asked" | "refunded" | "refused";
  readonly reason?: string;
}

export interface ReturnsTakeBack {
  readonly receipt: string;
  readonly location: string;
  readonly raw: string;
  readonly units?: number;
  readonly disposition: "quarantine" | "restock" | "scrap";
  readonly reason?: "damaged" | "defective" | "expired" | "refused" | "unwanted" | "wrong_goods";
  readonly lot?: string;
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

export interface ShipPlan {
  readonly manifest: string;
  readonly stops: readonly PlannedStop[];
}

export interface ShipSign {
  readonly manifest: string;
  readonly driver: string;
  readonly path: string;
}

export interface ShipUnload {
  readonly manifest: string;
  readonly raw: string;
}

export interface SsccTake {
  readonly device: string;
  readonly warehouse: string;
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

export interface StockMove {
  readonly from_location: string;
  readonly to_location: string;
  readonly raw: string;
  readonly units?: number;
  readonly lot?: string;
}

export interface StockReceive {
  readonly warehouse: string;
  readonly location: string;
  readonly product: string;
  readonly lot?: string;
  readonly expiry?: string | null;
  readonly quantity: number;
}

export interface StockSetFace {
  readonly location: string;
  readonly product: string;
  readonly least: number;
  readonly most: number;
}

export interface TaskAccept {
  readonly task: string;
}

export interface TaskAssign {
  readonly task: string;
  readonly owner?: string | null;
  readonly due_at?: number | null;
}

export interface TaskSettle {
  readonly task: string;
  readonly choice: string;
  readonly counted?: number | null;
}

export interface TaskUnsettle {
  readonly task: string;
}

export interface Ops {
  "box.set": BoxSet;
  "cart.set": CartSet;
  "checkpoint.answer": CheckpointAnswer;
  "checkpoint.set": CheckpointSet;
  "count.ask": CountAsk;
  "count.limit": CountLimit;
  "count.record": CountRecord;
  "count.undo": CountUndo;
  "customer.add": CustomerAdd;
  "customer.consent": CustomerConsent;
  "device.enroll": DeviceEnroll;
  "device.fork": DeviceFork;
  "device.join": DeviceJoin;
  "device.rekey": DeviceRekey;
  "device.report_lost": DeviceReportLost;
  "device.revoke": DeviceRevoke;
  "device.scanner": DeviceScanner;
  "device.storage_lost": DeviceStorageLost;
  "inbound.announce": InboundAnnounce;
  "inbound.close": InboundClose;
  "inbound.open": InboundOpen;
  "inbound.receive": InboundReceive;
  "inbound.reject": InboundReject;
  "inbound.take_back": InboundTakeBack;
  "instruction.got": InstructionGot;
  "instruction.set": InstructionSet;
  "label.again": LabelAgain;
  "label.cancel": LabelCancel;
  "label.clear": LabelClear;
  "label.print": LabelPrint;
  "label.report": LabelReport;
  "lease.give_back": LeaseGiveBack;
  "lease.grant": LeaseGrant;
  "lease.reclaim": LeaseReclaim;
  "log.compact": LogCompact;
  "order.answer": OrderAnswer;
  "order.approve": OrderApprove;
  "order.cancel": OrderCancel;
  "order.consent": OrderConsent;
  "order.hold": OrderHold;
  "order.place": OrderPlace;
  "order.reject": OrderReject;
  "order.resume": OrderResume;
  "pack.box": PackBox;
  "pack.close": PackClose;
  "pack.finish": PackFinish;
  "pack.open": PackOpen;
  "pack.scan": PackScan;
  "pack.take_out": PackTakeOut;
  "pallet.add": PalletAdd;
  "pallet.close": PalletClose;
  "pallet.load": PalletLoad;
  "pallet.remove": PalletRemove;
  "paper.enter": PaperEnter;
  "people.add": PeopleAdd;
  "people.badge": PeopleBadge;
  "people.change_pin": PeopleChangePin;
  "people.grant": PeopleGrant;
  "people.practised": PeoplePractised;
  "people.prefer": PeoplePrefer;
  "people.revoke": PeopleRevoke;
  "people.unlock": PeopleUnlock;
  "photo.take": PhotoTake;
  "pick.ask": PickAsk;
  "pick.bind": PickBind;
  "pick.claim": PickClaim;
  "pick.found": PickFound;
  "pick.full": PickFull;
  "pick.gather": PickGather;
  "pick.hand_over": PickHandOver;
  "pick.pass_on": PickPassOn;
  "pick.pause": PickPause;
  "pick.put": PickPut;
  "pick.put_back": PickPutBack;
  "pick.release": PickRelease;
  "pick.route": PickRoute;
  "pick.scan": PickScan;
  "pick.short": PickShort;
  "pick.skip": PickSkip;
  "pick.substitute": PickSubstitute;
  "pick.take": PickTake;
  "pick.unbind": PickUnbind;
  "pick.unskip": PickUnskip;
  "pick.unsubstitute": PickUnsubstitute;
  "printer.remove": PrinterRemove;
  "printer.report": PrinterReport;
  "printer.set": PrinterSet;
  "printer.test": PrinterTest;
  "process.rule": ProcessRule;
  "process.set": ProcessSet;
  "process.urgent": ProcessUrgent;
  "process.valuable": ProcessValuable;
  "product.add": ProductAdd;
  "product.bind_code": ProductBindCode;
  "product.classify": ProductClassify;
  "product.substitute": ProductSubstitute;
  "quality.hold": QualityHold;
  "quality.release": QualityRelease;
  "returns.close": ReturnsClose;
  "returns.inspect": ReturnsInspect;
  "returns.open": ReturnsOpen;
  "returns.refund": ReturnsRefund;
  "returns.take_back": ReturnsTakeBack;
  "ship.hand_over": ShipHandOver;
  "ship.load": ShipLoad;
  "ship.open": ShipOpen;
  "ship.plan": ShipPlan;
  "ship.sign": ShipSign;
  "ship.unload": ShipUnload;
  "sscc.take": SsccTake;
  "stock.add_locations": StockAddLocations;
  "stock.add_warehouse": StockAddWarehouse;
  "stock.count": StockCount;
  "stock.move": StockMove;
  "stock.receive": StockReceive;
  "stock.set_face": StockSetFace;
  "task.accept": TaskAccept;
  "task.assign": TaskAssign;
  "task.settle": TaskSettle;
  "task.unsettle": TaskUnsettle;
}

export type Kind = keyof Ops;

/** What an op of each kind is, and what becomes of it with no network. */
export const KINDS = {
  "box.set": ["request", "online"],
  "cart.set": ["request", "online"],
  "checkpoint.answer": ["fact", "replay"],
  "checkpoint.set": ["request", "online"],
  "count.ask": ["request", "queue"],
  "count.limit": ["request", "queue"],
  "count.record": ["fact", "replay"],
  "count.undo": ["request", "replay"],
  "customer.add": ["request", "online"],
  "customer.consent": ["request", "queue"],
  "device.enroll": ["request", "online"],
  "device.fork": ["request", "online"],
  "device.join": ["request", "online"],
  "device.rekey": ["request", "online"],
  "device.report_lost": ["request", "online"],
  "device.revoke": ["request", "online"],
  "device.scanner": ["request", "queue"],
  "device.storage_lost": ["fact", "online"],
  "inbound.announce": ["request", "online"],
  "inbound.close": ["fact", "replay"],
  "inbound.open": ["fact", "replay"],
  "inbound.receive": ["fact", "replay"],
  "inbound.reject": ["fact", "replay"],
  "inbound.take_back": ["fact", "replay"],
  "instruction.got": ["request", "queue"],
  "instruction.set": ["request", "online"],
  "label.again": ["request", "queue"],
  "label.cancel": ["request", "queue"],
  "label.clear": ["request", "online"],
  "label.print": ["request", "queue"],
  "label.report": ["request", "online"],
  "lease.give_back": ["request", "lease"],
  "lease.grant": ["request", "online"],
  "lease.reclaim": ["request", "online"],
  "log.compact": ["request", "online"],
  "order.answer": ["request", "queue"],
  "order.approve": ["request", "queue"],
  "order.cancel": ["request", "queue"],
  "order.consent": ["request", "queue"],
  "order.hold": ["request", "queue"],
  "order.place": ["request", "lease"],
  "order.reject": ["request", "queue"],
  "order.resume": ["request", "queue"],
  "pack.box": ["fact", "replay"],
  "pack.close": ["fact", "replay"],
  "pack.finish": ["fact", "queue"],
  "pack.open": ["fact", "replay"],
  "pack.scan": ["fact", "replay"],
  "pack.take_out": ["fact", "replay"],
  "pallet.add": ["fact", "replay"],
  "pallet.close": ["fact", "replay"],
  "pallet.load": ["fact", "replay"],
  "pallet.remove": ["fact", "replay"],
  "paper.enter": ["fact", "replay"],
  "people.add": ["request", "online"],
  "people.badge": ["request", "online"],
  "people.change_pin": ["request", "online"],
  "people.grant": ["request", "online"],
  "people.practised": ["fact", "queue"],
  "people.prefer": ["fact", "replay"],
  "people.revoke": ["request", "online"],
  "people.unlock": ["request", "online"],
  "photo.take": ["fact", "replay"],
  "pick.ask": ["request", "queue"],
  "pick.bind": ["fact", "replay"],
  "pick.claim": ["request", "replay"],
  "pick.found": ["fact", "replay"],
  "pick.full": ["fact", "replay"],
  "pick.gather": ["fact", "replay"],
  "pick.hand_over": ["fact", "replay"],
  "pick.pass_on": ["fact", "replay"],
  "pick.pause": ["fact", "replay"],
  "pick.put": ["fact", "replay"],
  "pick.put_back": ["fact", "replay"],
  "pick.release": ["request", "online"],
  "pick.route": ["request", "online"],
  "pick.scan": ["fact", "replay"],
  "pick.short": ["fact", "replay"],
  "pick.skip": ["fact", "replay"],
  "pick.substitute": ["fact", "replay"],
  "pick.take": ["fact", "replay"],
  "pick.unbind": ["fact", "replay"],
  "pick.unskip": ["fact", "replay"],
  "pick.unsubstitute": ["fact", "replay"],
  "printer.remove": ["request", "online"],
  "printer.report": ["request", "online"],
  "printer.set": ["request", "online"],
  "printer.test": ["request", "online"],
  "process.rule": ["request", "online"],
  "process.set": ["request", "online"],
  "process.urgent": ["request", "online"],
  "process.valuable": ["request", "online"],
  "product.add": ["request", "online"],
  "product.bind_code": ["request", "online"],
  "product.classify": ["request", "online"],
  "product.substitute": ["request", "online"],
  "quality.hold": ["request", "queue"],
  "quality.release": ["request", "queue"],
  "returns.close": ["fact", "replay"],
  "returns.inspect": ["fact", "replay"],
  "returns.open": ["fact", "replay"],
  "returns.refund": ["request", "queue"],
  "returns.take_back": ["fact", "replay"],
  "ship.hand_over": ["fact", "queue"],
  "ship.load": ["fact", "replay"],
  "ship.open": ["request", "queue"],
  "ship.plan": ["request", "replay"],
  "ship.sign": ["fact", "queue"],
  "ship.unload": ["fact", "replay"],
  "sscc.take": ["request", "online"],
  "stock.add_locations": ["request", "online"],
  "stock.add_warehouse": ["request", "online"],
  "stock.count": ["fact", "queue"],
  "stock.move": ["fact", "replay"],
  "stock.receive": ["fact", "queue"],
  "stock.set_face": ["request", "queue"],
  "task.accept": ["request", "online"],
  "task.assign": ["request", "queue"],
  "task.settle": ["request", "queue"],
  "task.unsettle": ["request", "queue"],
} as const satisfies Record<Kind, unknown>;

export const RIGHT = {
  "box.set": "process",
  "cart.set": "process",
  "checkpoint.answer": "self",
  "checkpoint.set": "process",
  "count.ask": "stock",
  "count.limit": "stock",
  "count.record": "count",
  "count.undo": "count",
  "customer.add": "customer",
  "customer.consent": "order.place",
  "device.enroll": "device",
  "device.fork": "server",
  "device.join": "self",
  "device.rekey": "self",
  "device.report_lost": "device",
  "device.revoke": "device",
  "device.scanner": "self",
  "device.storage_lost": "server",
  "inbound.announce": "import",
  "inbound.close": "receive",
  "inbound.open": "receive",
  "inbound.receive": "receive",
  "inbound.reject": "receive",
  "inbound.take_back": "receive",
  "instruction.got": "self",
  "instruction.set": "process",
  "label.again": "label",
  "label.cancel": "label",
  "label.clear": "server",
  "label.print": "label",
  "label.report": "server",
  "lease.give_back": "lease",
  "lease.grant": "lease",
  "lease.reclaim": "lease.reclaim",
  "log.compact": "server",
  "order.answer": "order.place",
  "order.approve": "order.approve",
  "order.cancel": "order.cancel",
  "order.consent": "order.place",
  "order.hold": "order.hold",
  "order.place": "order.place",
  "order.reject": "order.approve",
  "order.resume": "order.hold",
  "pack.box": "pack",
  "pack.close": "pack",
  "pack.finish": "pack",
  "pack.open": "pack",
  "pack.scan": "pack",
  "pack.take_out": "pack",
  "pallet.add": "pack",
  "pallet.close": "pack",
  "pallet.load": "load",
  "pallet.remove": "pack",
  "paper.enter": "settle",
  "people.add": "people",
  "people.badge": "people",
  "people.change_pin": "self",
  "people.grant": "people",
  "people.practised": "self",
  "people.prefer": "self",
  "people.revoke": "people",
  "people.unlock": "unlock",
  "photo.take": "receive",
  "pick.ask": "pick",
  "pick.bind": "pick",
  "pick.claim": "pick",
  "pick.found": "pick",
  "pick.full": "pick",
  "pick.gather": "pick",
  "pick.hand_over": "pick",
  "pick.pass_on": "pick",
  "pick.pause": "pick",
  "pick.put": "pick",
  "pick.put_back": "pick",
  "pick.release": "release",
  "pick.route": "release",
  "pick.scan": "pick",
  "pick.short": "pick",
  "pick.skip": "pick",
  "pick.substitute": "pick",
  "pick.take": "pick",
  "pick.unbind": "pick",
  "pick.unskip": "pick",
  "pick.unsubstitute": "pick",
  "printer.remove": "printer",
  "printer.report": "server",
  "printer.set": "printer",
  "printer.test": "printer",
  "process.rule": "process",
  "process.set": "process",
  "process.urgent": "process",
  "process.valuable": "process",
  "product.add": "catalog",
  "product.bind_code": "teach",
  "product.classify": "process",
  "product.substitute": "process",
  "quality.hold": "settle",
  "quality.release": "settle",
  "returns.close": "receive",
  "returns.inspect": "receive",
  "returns.open": "receive",
  "returns.refund": "refund",
  "returns.take_back": "receive",
  "ship.hand_over": "load",
  "ship.load": "load",
  "ship.open": "load",
  "ship.plan": "load",
  "ship.sign": "load",
  "ship.unload": "load",
  "sscc.take": "pack",
  "stock.add_locations": "catalog",
  "stock.add_warehouse": "catalog",
  "stock.count": "stock",
  "stock.move": "receive",
  "stock.receive": "stock",
  "stock.set_face": "stock",
  "task.accept": "settle",
  "task.assign": "settle",
  "task.settle": "settle",
  "task.unsettle": "settle",
} as const satisfies Record<Kind, unknown>;

/** The versions of bodies that have changed since their first one. */
export const VERSION: { readonly [K in Kind]?: number } = {
  "instruction.set": 2,
  "order.approve": 2,
  "order.place": 2,
  "pack.close": 3,
  "paper.enter": 2,
  "people.grant": 2,
  "pick.release": 3,
  "pick.short": 2,
  "product.classify": 2,
  "stock.add_locations": 2,
};

/** The kinds whose rule runs on the device too; under a lease, as far as that reaches. */
export type ReplayKind = { [K in Kind]: (typeof KINDS)[K][1] extends "replay" | "lease" ? K : never }[Kind];
