/** Why goods are turned away at the door. */

import { all, REJECT } from "../../domain/reasons";
import type { Ops } from "../../generated/ops";

export type Reason = Ops["inbound.reject"]["reason"];
export const REASONS = all(REJECT);
