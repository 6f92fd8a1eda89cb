/** What stands on the label of a carton, and whether there was one before, as far as this device knows. */

import { goodsIn, marksOf } from "../../domain/product/danger";
import type { Carton, PrintJob } from "../../generated/rows";
import type { CartonLabel } from "../../scanning/labels/carton";
import { lang } from "../../ui/lang";
import { rows, underWay } from "../../ui/session";

const PACKED: readonly string[] = ["packed", "loaded", "shipped"];
const MADE: readonly PrintJob["state"][] = ["waiting", "printing", "printed"];

/** Names the carton among print jobs, as the server does. */
export const subjectOf = (carton: Carton): string => `sscc/${carton.sscc}`;

/** Whether its label is on paper, may be, or will be: the next one is marked as a reprint. */
export function wasMade(carton: Carton): boolean {
  const jobs = rows().where("print_job", "subject", subjectOf(carton));
  const made = jobs.some((job) => job.warehouse === carton.warehouse && (job.sent || MADE.includes(job.state)));
  return made || underWay("label.print", "subject", subjectOf(carton));
}

/** The label of a carton with a number. The customer's own number of the order is not on the floor's devices. */
export function labelOf(carton: Carton): CartonLabel {
  const shipment = rows().get("shipment", carton.shipment);
  const place = `${shipment?.ship_zip ?? ""} ${shipment?.ship_city ?? ""}`.trim();
  const lines = [shipment?.ship_name, shipment?.ship_street, place, shipment?.ship_country];
  const isPacked = PACKED.includes(shipment?.stage ?? "");
  return {
    kind: "carton",
    sscc: carton.sscc ?? "",
    order_number: carton.order_number,
    ship_to: lines.filter((line): line is string => !!line),
    from_name: rows().get("warehouse", carton.warehouse)?.name_en ?? "",
    carton_no: carton.number,
    carton_count: (isPacked && shipment?.cartons) || null,
    weight_g: carton.weight_g,
    carrier: (carton.manifest && rows().get("manifest", carton.manifest)?.carrier) || "",
    purchase_order: rows().get("sales_order", carton.shipment)?.external_id ?? "",
    dangerous: marksOf(rows(), goodsIn(rows(), [carton])),
    reprint: wasMade(carton),
    lang: lang.value,
  };
}
