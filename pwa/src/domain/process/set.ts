/** How the floor wants its work done, as far as it is not the usual way. */

import type { Process, SwitchKey } from "../../generated/process";
import type { Reads } from "../seen";

/** Whether a switch is set to a value that is not its default: nothing of the table has to be at hand for it. */
export const isSet = <K extends SwitchKey>(rows: Reads, warehouse: string, key: K, value: Process[K]): boolean =>
  rows.get("process_switch", `${warehouse}/${key}`)?.value === value;
