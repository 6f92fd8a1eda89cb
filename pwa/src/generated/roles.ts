// Made by `tote types` from the Python definitions; changes go there.

export type Role = "admin" | "dock" | "finance" | "lead" | "manager" | "packer" | "picker" | "receiver" | "sales" | "service" | "system";

export type Right = "pick" | "pack" | "load" | "receive" | "stock" | "count" | "release" | "settle" | "order.place" | "order.approve" | "order.cancel" | "order.hold" | "lease" | "lease.reclaim" | "customer" | "credit" | "refund" | "catalog" | "teach" | "people" | "device" | "read.floor" | "read.desk" | "read.catalog" | "read.admin" | "label" | "printer" | "process" | "import" | "self" | "unlock" | "server";

export interface RoleRule {
  readonly rights: readonly Right[];
  readonly reads: readonly string[];
}

/** What each role may do, and the scope patterns that it reads; `{wh}` and `{me}` come from the grant. */
export const ROLES: Readonly<Record<Role, RoleRule>> = {
  "admin": { rights: ["catalog", "customer", "device", "lease.reclaim", "people", "printer", "process", "read.admin", "read.catalog", "read.desk", "read.floor", "self", "teach", "unlock"], reads: ["desk", "wh:*", "catalog", "user:{me}", "admin"] },
  "dock": { rights: ["count", "label", "load", "read.catalog", "read.floor", "self"], reads: ["wh:{wh}", "catalog", "user:{me}"] },
  "finance": { rights: ["credit", "order.hold", "read.catalog", "read.desk", "read.floor", "refund", "self"], reads: ["desk", "wh:*", "catalog", "user:{me}", "wh:*:cost"] },
  "lead": { rights: ["count", "label", "lease.reclaim", "load", "pack", "pick", "printer", "process", "read.catalog", "read.floor", "receive", "release", "self", "settle", "stock", "teach", "unlock"], reads: ["wh:{wh}", "catalog", "user:{me}"] },
  "manager": { rights: ["import", "label", "lease.reclaim", "order.approve", "order.cancel", "order.hold", "order.place", "process", "read.catalog", "read.desk", "read.floor", "refund", "release", "self", "settle", "teach"], reads: ["desk", "wh:*", "catalog", "user:{me}"] },
  "packer": { rights: ["count", "label", "pack", "read.catalog", "read.floor", "self"], reads: ["wh:{wh}", "catalog", "user:{me}"] },
  "picker": { rights: ["count", "label", "pick", "read.catalog", "read.floor", "self"], reads: ["wh:{wh}", "catalog", "user:{me}"] },
  "receiver": { rights: ["count", "label", "read.catalog", "read.floor", "receive", "self"], reads: ["wh:{wh}", "catalog", "user:{me}"] },
  "sales": { rights: ["lease", "order.place", "read.catalog", "self"], reads: ["rep:{me}", "catalog", "user:{me}"] },
  "service": { rights: ["customer", "import", "order.cancel", "order.hold", "order.place", "read.catalog", "read.desk", "read.floor", "refund", "self"], reads: ["desk", "wh:*", "catalog", "user:{me}"] },
  "system": { rights: ["catalog", "count", "credit", "customer", "device", "import", "label", "lease", "lease.reclaim", "load", "order.approve", "order.cancel", "order.hold", "order.place", "pack", "people", "pick", "printer", "process", "read.admin", "read.catalog", "read.desk", "read.floor", "receive", "refund", "release", "self", "server", "settle", "stock", "teach", "unlock"], reads: ["*"] },
};
