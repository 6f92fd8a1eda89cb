/** A check as it is told to the server, and what this device has of its last one. */

import type { Report } from "../../devices/check";
import { bodyOf, profileOf } from "../../devices/check-kept";
import { learn, scanner } from "../../devices/scanner";
import type { DeviceScanner } from "../../generated/rows";
import { me, record, rows, session } from "../../ui/session";

/** The last result that the server has told this device of. */
export const lastCheck = (): DeviceScanner | undefined => rows().get("device_scanner", session().deviceId);

/** IT sees it as soon as there is a network. */
export async function tell(report: Report, model: string): Promise<void> {
  await record("device.scanner", bodyOf(report, session().deviceId, me()?.person.id ?? "", model), {});
}

let asked = false;

/** A device that has lost what it knew of its scanner gets it back from its last check. Whether that is over. */
export function remember(): boolean {
  const last = asked ? undefined : lastCheck();
  if (!last) return asked;
  asked = true;
  // How a scanner ends its scans is found out while it works; all else only by a check.
  const { sends_suffix: _, ...known } = scanner();
  if (Object.values(known).every((part) => part === undefined)) learn(profileOf(last));
  return true;
}
