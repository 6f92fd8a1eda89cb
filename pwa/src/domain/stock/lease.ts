/**
 * Leases: units set aside for one device, so that it can promise them while nobody can be asked. The server judges by
 * its own clock, at receipt; a device whose clock is wrong shows a wrong badge, and no more.
 */

import type { Lease } from "../../generated/rows";
import type { Draft, State } from "../draft";

const REFILL_PERCENT = 40;

/** Who promises, from where, and when (UTC milliseconds). */
export interface Holder {
  readonly device: string;
  readonly person: string;
  readonly at: number;
}

/** What is wanted of one product from one warehouse. */
export interface Wanted {
  readonly warehouse: string;
  readonly product: string;
  readonly units: number;
}

/** Units that may still be promised of a lease. */
export const rest = (lease: Lease): number => (lease.state === "open" ? lease.quantity - lease.used : 0);

/** Whether it is time to ask for more. */
export const isLow = (left: number, quantity: number): boolean => left * 100 < quantity * REFILL_PERCENT;

/** The leases that a device may promise from now, the one that ends first at the head. */
export function held(state: State, holder: Holder, warehouse: string, product: string): Lease[] {
  return state
    .where("lease", "open_on", holder.device)
    .filter(
      (lease) =>
        lease.person === holder.person && lease.warehouse === warehouse && lease.product === product
        && holder.at < lease.use_by && rest(lease) > 0,
    )
    .sort((a, b) => a.use_by - b.use_by || (a.id < b.id ? -1 : 1));
}

/** What a line draws on: as much as its leases hold, to be sent with the order. */
export function pledge(
  state: State, holder: Holder, { warehouse, product, units }: Wanted,
): { lease: string; quantity: number }[] {
  const drawn: { lease: string; quantity: number }[] = [];
  let left = units;
  for (const lease of held(state, holder, warehouse, product)) {
    const quantity = Math.min(left, rest(lease));
    if (quantity > 0) drawn.push({ lease: lease.id, quantity });
    left -= quantity;
  }
  return drawn;
}

/** Why a lease does not make units firm; empty if it does. */
export function faultOf(lease: Lease | undefined, { warehouse, product, units }: Wanted, holder: Holder): string {
  if (lease === undefined || lease.device !== holder.device || lease.person !== holder.person) return "lease_foreign";
  if (lease.warehouse !== warehouse || lease.product !== product) return "lease_foreign";
  if (lease.used + units > lease.quantity) return "lease_overdrawn";
  return lease.state !== "open" || holder.at >= lease.reclaim_at ? "lease_late" : "";
}

/** Count units as promised; a lease of which all is promised is spent. */
export function draw(draft: Draft, lease: Lease, units: number): Lease {
  const spent = units === rest(lease);
  const state = spent ? "spent" : "open";
  return draft.set("lease", lease, { used: lease.used + units, state, open_on: spent ? "" : lease.open_on });
}
