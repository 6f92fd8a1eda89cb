/** The recorded shift that is practised: a made-up floor, one run, and what lies in its bins, whatever the books say. */

import type { TableName, Tables } from "../../generated/rows";
import type { Change } from "../../store/pages";

export const HOUSE = "PRA";
export const RUN = "practice-run";
/** Two empty totes stand on the trolley. */
export const TOTES = ["T-9001", "T-9002"] as const;

/** A label that lies in a bin: what is printed on it, and what a scanner makes of it. */
export interface Label {
  readonly product: string;
  readonly raw: string;
  /** Torn or dirty: no scanner reads it as it was printed. */
  readonly damaged?: true;
}

interface Stop {
  readonly place: string;
  readonly product: string;
  readonly quantity: number;
  readonly slot: 1 | 2;
  /** Units that really lie there. */
  readonly there: number;
  /** What lies in front, and is not what is wanted. */
  readonly before?: Label;
}

/** Of the numbers that GS1 keeps for examples (952). */
export const GOODS = {
  coffee: ["Coffee beans 1 kg", "咖啡豆 1 公斤", "9521900000019"],
  tea: ["Green tea 50 bags", "绿茶 50 包", "9521900000026"],
  black: ["Black tea 50 bags", "红茶 50 包", "9521900000033"],
  oil: ["Olive oil 1 L", "橄榄油 1 升", "9521900000040"],
  napkins: ["Napkins, 100", "餐巾纸 100 张", "9521900000057"],
  sugar: ["Sugar sticks, 500", "糖条 500 支", "9521900000064"],
} as const;
export type Goods = keyof typeof GOODS;

export const raw = (product: Goods): string => `]E0${GOODS[product][2]}`;
/** Half of the bars are gone: what is read is no code of ours. */
export const TORN = "9521900";

/** In the order of the walk: all well, the wrong item in front, one too few, a damaged label, all well. */
export const STOPS: readonly Stop[] = [
  { place: "P-01-01", product: "coffee", quantity: 2, slot: 1, there: 9 },
  { place: "P-01-02", product: "tea", quantity: 1, slot: 2, there: 9, before: { product: "black", raw: raw("black") } },
  { place: "P-02-01", product: "oil", quantity: 3, slot: 1, there: 2 },
  { place: "P-02-02", product: "napkins", quantity: 1, slot: 2, there: 9, before: { product: "napkins", raw: TORN, damaged: true } },
  { place: "P-03-01", product: "sugar", quantity: 1, slot: 1, there: 9 },
];

/** What can be scanned at a stop once so many units are taken. */
export function lying(sequence: number, taken: number): Label[] {
  const stop = STOPS[sequence - 1];
  if (!stop || taken >= stop.there) return [];
  return [...(stop.before ? [stop.before] : []), { product: stop.product, raw: raw(stop.product as Goods) }];
}

type Fields<T extends TableName> = Omit<Tables[T], "ver">;

export type Put = <T extends TableName>(table: T, row: Fields<T>) => void;

/** The rows of a building with all of its goods and what `fill` puts there, as the server would send them. */
export function rowsOf(fill: (put: Put) => void): Change[] {
  const found: Change[] = [];
  const put: Put = (table, row) => void found.push([table, row.id, 1, { ...row, ver: 1 } as unknown as { readonly id: string }]);
  put("warehouse", {
    id: HOUSE, name_en: "Practice", name_zh: "练习仓", company_prefix: "9521900", street: "", city: "", zip: "", country: "",
    time_zone: "UTC",
  });
  for (const [id, [name_en, name_zh, gtin]] of Object.entries(GOODS)) {
    put("product", {
      id, name_en, name_zh, product_class: "", weight_g: 500, lot_tracked: false, shelf_life_days: null, active: true,
      upright: null, un_number: null, hazard_class: null,
    });
    put("barcode", { id: gtin.padStart(14, "0"), product: id, level: "each", units: 1 });
  }
  fill(put);
  return found;
}

/** One run over the floor. */
export function runRows(put: Put, person: string): void {
  put("pick_run", {
    id: RUN, warehouse: HOUSE, number: "R0001", stage: "picking", picker: person, orders: 2, tasks: STOPS.length,
    units: STOPS.reduce((all, { quantity }) => all + quantity, 0), mode: null, zone: null, cart: null,
  });
  for (const slot of [1, 2] as const) order(put, slot);
  for (const [n, stop] of STOPS.entries()) line(put, n + 1, stop);
}

function order(put: Put, slot: 1 | 2): void {
  const [id, order_number] = [`practice-${slot}`, `#P${slot}`];
  put("shipment", {
    id, warehouse: HOUSE, order: id, order_number, stage: "picking", ship_name: "", ship_street: "", ship_city: "", ship_zip: "",
    ship_country: "", ship_phone: "", due_at: null, substitutes: null, packer: null, cartons: 0, manifest: null, valuable: null,
  });
  put("pick_slot", { id: `${RUN}/${slot}`, warehouse: HOUSE, run: RUN, slot, shipment: id, order_number, tote: null });
}

function line(put: Put, sequence: number, { place, product, quantity, slot }: Stop): void {
  const [shipment, location] = [`practice-${slot}`, `${HOUSE}/${place}`];
  const shipment_line = `${shipment}/${sequence}`;
  put("location", {
    id: location, warehouse: HOUSE, code: place, kind: "bin", zone: "P", pick_sequence: sequence, check_digits: "",
  });
  put("stock", {
    id: `${location}/${product}/`, warehouse: HOUSE, location, product, lot: "", quantity: 9, allocated: quantity, corrected: 0,
  });
  put("shipment_line", {
    id: shipment_line, warehouse: HOUSE, shipment, product, wanted: quantity, picked: 0, short: 0, packed: 0,
    instead_of: null,
    gives: null,
    per: null,
  });
  put("pick_task", {
    id: `${RUN}/${sequence}`, warehouse: HOUSE, run: RUN, sequence, slot: `${RUN}/${slot}`, shipment, shipment_line,
    order_number: `#P${slot}`, product, location, lot: "", quantity, picked: 0, put: 0, short: 0, short_reason: "",
    cancelled: false,
  });
}
