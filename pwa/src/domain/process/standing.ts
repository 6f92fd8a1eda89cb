/** The switches of a floor as they stand, and what does not go together. */

import { CLASHES, SWITCHES, type Process, type SwitchKey } from "../../generated/process";
import type { Text } from "../../generated/words";
import type { Reads } from "../seen";

const keys = Object.keys(SWITCHES) as SwitchKey[];

/** The value that holds now: what was said, or the default. */
export const valueOf = <K extends SwitchKey>(rows: Reads, warehouse: string, key: K): Process[K] =>
  (rows.get("process_switch", `${warehouse}/${key}`)?.value ?? Object.keys(SWITCHES[key].values)[0]) as Process[K];

/** Why a switch cannot be set so while the others stand as they do; null if it can. */
export function against(rows: Reads, warehouse: string, key: SwitchKey, value: string): Text | null {
  const stands = (setting: readonly string[]): boolean =>
    setting[0] === key ? setting[1] === value : valueOf(rows, warehouse, setting[0] as SwitchKey) === setting[1];
  return CLASHES.find(({ one, other }) => (one[0] === key || other[0] === key) && stands(one) && stands(other))?.says ?? null;
}

export const jobs = (): string[] => [...new Set(keys.map((key) => SWITCHES[key].job))];

export const switchesOf = (job: string): SwitchKey[] => keys.filter((key) => SWITCHES[key].job === job);
