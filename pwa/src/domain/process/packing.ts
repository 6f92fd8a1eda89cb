/** Who scans each unit into the carton, and who may key the rest. */

import type { Shipment } from "../../generated/rows";
import type { Reads } from "../seen";
import { valueOf } from "./standing";

/** Who has packed fewer orders here is new. */
const NEW_BELOW = 20;
const PACKED: readonly string[] = ["packed", "loaded", "shipped"];

const packedBy = (rows: Reads, warehouse: string, person: string): number =>
  rows.where("shipment", "packer", person).filter((s) => s.warehouse === warehouse && PACKED.includes(s.stage)).length;

/** What is valuable is scanned unit by unit, however its packer works otherwise. */
export function keysAllowed(rows: Reads, { warehouse, valuable }: Pick<Shipment, "warehouse" | "valuable">, person: string): boolean {
  const how = valueOf(rows, warehouse, "pack.items");
  return !valuable && (how === "quantity" || (how === "new" && packedBy(rows, warehouse, person) >= NEW_BELOW));
}
