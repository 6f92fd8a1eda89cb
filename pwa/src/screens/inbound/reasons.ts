/** Why goods are turned away at the door. */

import type { Ops } from "../../generated/ops";

export type Reason = Ops["inbound.reject"]["reason"];
export const REASONS: readonly Reason[] = ["damaged", "expired", "wrong_goods", "quality", "not_ordered"];
