/** What this device has said of a task and the rows do not say yet. */

import { onTheWay } from "../../ui/session";

/** How it is being settled, as a choice; empty if it is not, or if that was taken back. */
export function settling(task: string): string {
  const said = onTheWay("task.settle", "task", task);
  const back = onTheWay("task.unsettle", "task", task);
  return said.length > back.length ? String(said.at(-1)?.body["choice"] ?? "") : "";
}
