/** paper.enter */

import { need, type State } from "../../domain/draft";
import { applied, contradicted, physical, type Outcome } from "../../domain/outcome";
import type { Kind, PaperEnter } from "../../generated/ops";
import { countedBy } from "../count/record";
import { receive } from "../inbound/receive";
import { reject } from "../inbound/reject";
import type { Context, Rule } from "../kernel";
import { put } from "../pick/put";
import { scan } from "../pick/scan";
import { short } from "../pick/short";

interface Written {
  readonly kind: Kind;
  readonly units: number;
  readonly warehouse: string;
  readonly decide: (context: Context) => Outcome;
}

/** What the line says, as the device of whoever did it would have told it. */
function written(body: PaperEnter, state: State): Written {
  const { pick, put: into, short: less, receive: came, reject: away, count } = body;
  const stop = (id: string): string => need(state, "pick_task", id).warehouse;
  const door = (id: string): string => need(state, "inbound", id).warehouse;
  if (pick) return { kind: "pick.scan", units: pick.units ?? 1, warehouse: stop(pick.task), decide: (c) => scan(pick, state, c) };
  if (into) return { kind: "pick.put", units: 0, warehouse: stop(into.task), decide: (c) => put(into, state, c) };
  if (less) return { kind: "pick.short", units: less.units, warehouse: stop(less.task), decide: (c) => short(less, state, c) };
  if (came) return { kind: "inbound.receive", units: came.units ?? 1, warehouse: door(came.inbound), decide: (c) => receive(came, state, c) };
  if (away) return { kind: "inbound.reject", units: away.units ?? 1, warehouse: door(away.inbound), decide: (c) => reject(away, state, c) };
  if (!count) throw new Error("a line of a sheet says one thing");
  const units = count.lines.reduce((all, line) => all + line.counted, 0);
  const { warehouse } = need(state, "location", count.location);
  return { kind: "count.record", units, warehouse, decide: (c) => countedBy(count, state, c, body.moved_since ?? false) };
}

/** A lead enters a line of a sheet that was filled in by hand. It counts once. */
export const enter: Rule<"paper.enter"> = (body, state, context) => {
  need(state, "person", body.by);
  const { kind, units, warehouse, decide } = written(body, state);
  const before = state.get("paper_line", body.line);
  if (before) {
    if (before.units === units) return applied([], {});
    const look = physical("check_paper", warehouse, "", "", units);
    return contradicted("entered_otherwise", look, [], { line: body.line, before: before.units, units });
  }
  const at = Math.min(body.at, context.receivedAt);
  const outcome = decide({ ...context, author: body.by, wall: at });
  if (outcome.out === "refused") return outcome;
  const row = {
    id: body.line, ver: 0, warehouse, kind, units, by: body.by, at, entered_by: context.author,
    entered_at: context.receivedAt, op: context.id,
  };
  return { ...outcome, rows: [...outcome.rows, { table: "paper_line", row }] };
};
