/** How large a difference a person's count may have without a second look. */

import type { CountLimit, Grant } from "../../generated/rows";

export type Limit = readonly [units: number, percent: number];
export const LEAD: Limit = [50, 25];
export const OTHERS: Limit = [5, 10];

/** A person's limit in units and percent: their own, else the widest of their roles. */
export function limitOf(limits: readonly CountLimit[], grants: readonly Grant[], person: string): Limit {
  const byWho = new Map<string, Limit>(limits.map((limit) => [limit.who, [limit.units, limit.percent]]));
  const own = byWho.get(person);
  if (own) return own;
  const roles = grants.filter((grant) => grant.person === person && grant.to_v === null).map((grant) => grant.role);
  const found = roles.map((role) => byWho.get(`role:${role}`) ?? (role === "lead" ? LEAD : OTHERS));
  return found.sort((a, b) => b[0] - a[0] || b[1] - a[1])[0] ?? OTHERS;
}

/** The largest difference, in units, that a limit lets pass. A single unit is never too many percent. */
export const allowed = ([units, percent]: Limit, expected: number): number =>
  Math.min(units, Math.max(1, Math.floor((expected * percent) / 100)));
