/** Lines of another product in place of one that is short. */

import type { PickTask, ShipmentLine } from "../../generated/rows";
import type { State } from "../draft";

/** Units of another line that a line still stands for. */
export const standsFor = ({ wanted, gives, per }: ShipmentLine): number =>
  gives && per ? Math.floor(wanted / gives) * per : 0;

/** Lines of substitutes for the units of a stop, the last first. */
export const linesInstead = (rows: Pick<State, "where">, task: PickTask): ShipmentLine[] =>
  rows.where("shipment_line", "shipment", task.shipment).filter((line) => line.instead_of === task.shipment_line).reverse();
