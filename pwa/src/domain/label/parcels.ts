/** Labels of what leaves: an order, its cartons, a pallet of them, and what may come back. */

import type { Carton, Shipment, Warehouse } from "../../generated/rows";
import { cartonsOf } from "../pack/bench";
import { goodsIn, marksOf } from "../product/danger";
import type { Reads } from "../seen";
import type { Chosen, LabelLang } from "./label";

const PACKED: ReadonlySet<string> = new Set(["packed", "loaded", "shipped"]);
const filled = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter((line) => line !== "");

export const shipTo = (to: Shipment): string[] =>
  filled([to.ship_name, to.ship_street, `${to.ship_zip} ${to.ship_city}`, to.ship_country]);

const houseName = (house: Warehouse | undefined, lang: LabelLang): string =>
  (lang === "zh" ? house?.name_zh || house?.name_en : house?.name_en || house?.name_zh) ?? "";

export const orderLabel = (shipment: Shipment): Chosen => ({
  kind: "order",
  subject: `order/${shipment.order_number}`,
  title: shipment.order_number,
  more: shipment.ship_name,
  label: (lang) => ({ kind: "order", code: shipment.order_number, lang }),
});

/** A carton has a label from the moment that it has a number; before, there is none to print again. */
export function cartonLabel(rows: Reads, carton: Carton): Chosen | null {
  const shipment = rows.get("shipment", carton.shipment);
  const { sscc } = carton;
  if (!sscc || !shipment) return null;
  const manifest = carton.manifest ? rows.get("manifest", carton.manifest) : undefined;
  return {
    kind: "carton",
    subject: `sscc/${sscc}`,
    title: sscc,
    more: `${carton.order_number} · ${carton.number}`,
    label: (lang) => ({
      kind: "carton",
      sscc,
      order_number: carton.order_number,
      ship_to: shipTo(shipment),
      from_name: houseName(rows.get("warehouse", carton.warehouse), lang),
      carton_no: carton.number,
      carton_count: PACKED.has(shipment.stage) && shipment.cartons > 0 ? shipment.cartons : null,
      weight_g: carton.weight_g,
      carrier: manifest?.carrier ?? "",
      purchase_order: rows.get("sales_order", shipment.order)?.external_id ?? "",
      dangerous: marksOf(rows, goodsIn(rows, [carton])),
      lang,
    }),
  };
}

/** The cartons that were scanned onto a pallet; for one that nobody has built here, all closed ones of its order. */
export function palletLabel(rows: Reads, shipment: Shipment, sscc: string): Chosen {
  const laid = rows.where("carton", "pallet", sscc);
  const cartons = laid.length > 0 ? laid : cartonsOf(rows, shipment.id).filter((carton) => carton.stage !== "open");
  return {
    kind: "pallet",
    subject: `sscc/${sscc}`,
    title: sscc,
    more: shipment.order_number,
    label: (lang) => ({
      kind: "pallet",
      sscc,
      ship_to: shipTo(shipment),
      from_name: houseName(rows.get("warehouse", shipment.warehouse), lang),
      cartons: cartons.length,
      weight_g: cartons.reduce((sum, carton) => sum + carton.weight_g, 0),
      lang,
    }),
  };
}

export const returnLabel = (rows: Reads, shipment: Shipment, code: string): Chosen => ({
  kind: "return",
  subject: `return/${code}`,
  title: code,
  more: shipment.order_number,
  label: (lang) => {
    const house = rows.get("warehouse", shipment.warehouse);
    const place = house ? [house.street, `${house.zip} ${house.city}`, house.country] : [];
    return {
      kind: "return",
      code,
      order_number: shipment.order_number,
      return_to: filled([houseName(house, lang), ...place]),
      customer: shipment.ship_name,
      lang,
    };
  },
});
