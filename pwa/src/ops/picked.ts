/** What a picker took, held against the rules of its class, and the task that it leads to. */

import type { Draft, State } from "../domain/draft";
import { physical, type Params } from "../domain/outcome";
import { broken, codeOf, type Taken } from "../domain/pick/held-to";
import { neededUntil, ruleOf } from "../domain/pick/rules";
import { take, taken } from "../domain/pick/serials";
import type { PickTask } from "../generated/rows";
import type { Trouble } from "./answer";
import type { Context } from "./kernel";

/**
 * All rules that goods do not keep, as one task: to put them back, or just to look. Its code is that of the gravest, and
 * `also` names the others. `rows` are as they were before the goods were taken; `now`: where they are.
 */
export function holdAgainst(rows: State, task: PickTask, goods: Taken, context: Context, now: string, lot: string): Trouble[] {
  const { warehouse, location, product } = task;
  const rule = ruleOf(rows, warehouse, product);
  // A clock that is ahead does not make goods old.
  const day = new Date(Math.min(context.wall, context.receivedAt)).toISOString().slice(0, 10);
  const found = broken(rows, task, rule, goods, neededUntil(rule, day));
  const [gravest, ...others] = found;
  if (gravest === undefined) return [];
  const [act, place] = gravest.how === "force" ? ["put_back", location] : ["check_pick", now];
  const bare = gravest.rule === "no_serial" && others.length === 0 ? Number(gravest.told["bare"]) : 0;
  const units = bare || goods.units;
  const unit = unitOf(bare ? "" : goods.serial);
  const hands = physical(act, warehouse, place, product, units, ["accept", "put_back_done"]);
  const also = others.map(codeOf).join(",");
  const all = Object.assign({}, ...found.map((one) => one.told), also ? { also } : {}) as Params;
  const told = { ...all, units, place, task: task.id, from: now, to: location, lot, ...unit };
  return [{ code: codeOf(gravest), task: hands, params: told }];
}

/** Which unit a task is about, where it has a number of its own. */
export const unitOf = (serial: string): Params => (serial ? { unit: serial } : {});

/** What the label has said is kept: a lot that the books did not know, and the serial number of the unit. */
export function learn(draft: Draft, task: PickTask, goods: Taken, lot: string): void {
  const { product } = task;
  const id = `${product}/${lot}`;
  if (goods.lot && !draft.get("lot", id)) draft.put("lot", { id, ver: 0, product, code: lot, expiry: goods.expiry });
  if (goods.serial && !taken(draft, product, goods.serial)) take(draft, task, goods.serial, lot);
}
