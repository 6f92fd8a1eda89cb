// Made by `tote types` from the Python definitions; changes go there.

export type Role = "admin" | "dock" | "finance" | "lead" | "manager" | "packer" | "picker" | "sales" | "service" | "system";

export type Right = "pick" | "pack" | "load" | "stock" | "release" | "settle" | "order.place" | "order.approve" | "order.cancel" | "order.hold" | "lease" | "lease.reclaim" | "customer" | "credit" | "catalog" | "teach" | "people" | "device" | "read.floor" | "read.desk" | "read.catalog" | "read.admin" | "label" | "import" | "self" | "unlock" | "server";

export interface RoleRule {
  readonly rights: readonly Right[];
  readonly reads: readonly string[];
}

/** What each role may do, and the scope patterns that it reads; `{wh}` and `{me}` come from the grant. */
export const ROLES: Readonly<Record<Role, RoleRule>> = {
  "admin": { rights: ["catalog", "customer", "device", "lease.reclaim", "people", "read.admin", "read.catalog", "read.desk", "read.floor", "self", "teach", "unlock"], reads: ["desk", "wh:*", "catalog", "user:{me}", "admin"] },
  "dock": { rights: ["label", "load", "read.catalog", "read.floor", "self"], reads: ["wh:{wh}", "catalog", "user:{me}"] },
  "finance": { rights: ["credit", "order.hold", "read.catalog", "read.desk", "read.floor", "self"], reads: ["desk", "wh:*", "catalog", "user:{me}", "wh:*:cost"] },
  "lead": { rights: ["label", "lease.reclaim", "load", "pack", "pick", "read.catalog", "read.floor", "release", "self", "settle", "stock", "teach", "unlock"], reads: ["wh:{wh}", "catalog", "user:{me}"] },
  "manager": { rights: ["import", "label", "lease.reclaim", "order.approve", "order.cancel", "order.hold", "order.place", "read.catalog", "read.desk", "read.floor", "release", "self", "settle", "teach"], reads: ["desk", "wh:*", "catalog", "user:{me}"] },
  "packer": { rights: ["label", "pack", "read.catalog", "read.floor", "self"], reads: ["wh:{wh}", "catalog", "user:{me}"] },
  "picker": { rights: ["label", "pick", "read.catalog", "read.floor", "self"], reads: ["wh:{wh}", "catalog", "user:{me}"] },
  "sales": { rights: ["lease", "order.place", "read.catalog", "self"], reads: ["rep:{me}", "catalog", "user:{me}"] },
  "service": { rights: ["customer", "import", "order.cancel", "order.hold", "order.place", "read.catalog", "read.desk", "read.floor", "self"], reads: ["desk", "wh:*", "catalog", "user:{me}"] },
  "system": { rights: ["catalog", "credit", "customer", "device", "import", "label", "lease", "lease.reclaim", "load", "order.approve", "order.cancel", "order.hold", "order.place", "pack", "people", "pick", "read.admin", "read.catalog", "read.desk", "read.floor", "release", "self", "server", "settle", "stock", "teach", "unlock"], reads: ["*"] },
};
