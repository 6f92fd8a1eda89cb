/** What somebody may do and see, for hints on screens; the server decides. */

import { ROLES, type Right, type Role } from "../../generated/roles";

/** A role that a person holds; an empty warehouse means everywhere that the role reaches. */
export interface HeldRole {
  readonly role: Role;
  readonly warehouse: string;
}

/** The scope patterns that a held role reads. */
export const readsOf = (held: HeldRole, person: string): string[] =>
  ROLES[held.role].reads.map((p) => p.replace("{wh}", held.warehouse || "*").replace("{me}", person));

/** Whether a scope falls under a pattern. `wh:*` means every floor, and no deeper scope such as `wh:ROT:cost`. */
export function within(scope: string, pattern: string): boolean {
  if (pattern === "*" || pattern === scope) return true;
  const wanted = pattern.split(":");
  const parts = scope.split(":");
  return wanted.length === parts.length && wanted.every((w, i) => w === "*" || w === parts[i]);
}

/** Whether one of the roles reads the scope. */
export const reads = (scope: string, roles: readonly HeldRole[], person: string): boolean =>
  roles.some((held) => readsOf(held, person).some((pattern) => within(scope, pattern)));

/** Whether one of the roles gives the right in the scope. */
export const may = (right: Right, scope: string, roles: readonly HeldRole[], person: string): boolean =>
  roles.some((held) => ROLES[held.role].rights.includes(right) && reads(scope, [held], person));
