/** Which checkpoints stand before a step now. */

import type { Checkpoint } from "../../generated/rows";
import { byId } from "../draft";
import type { Finds } from "../seen";

const HOUR_MS = 3_600_000;

interface At {
  readonly warehouse: string;
  readonly step: Checkpoint["step"];
  /** Where work is about to happen; a checkpoint of a zone waits for a place of it. */
  readonly zone?: string;
  readonly person: string;
  /** UTC ms by the clock of this device. */
  readonly now: number;
}

/** Those of the step, and of any work, that nobody has answered lately enough, in the order of their names. */
export function due(rows: Finds, { warehouse, step, zone = "", person, now }: At): Checkpoint[] {
  const fresh = ({ id, per, hours }: Checkpoint): boolean => {
    const last = rows.get("checkpoint_last", `${id}/${per === "person" ? person : ""}`);
    return last !== undefined && now - last.at < hours * HOUR_MS;
  };
  return rows
    .where("checkpoint", "warehouse", warehouse)
    .filter((one) => one.active && (one.step === step || one.step === "home") && (one.zone === "" || one.zone === zone) && !fresh(one))
    .sort(byId);
}
