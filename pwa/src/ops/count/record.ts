/** count.record. What a short stop held back for the count is freed by the server, which knows the promises. */

import { close, correct } from "../../domain/count/book";
import { allowed, limitOf, type Limit } from "../../domain/count/limit";
import { need, type Draft, type State } from "../../domain/draft";
import { contradicted, physical, type Outcome } from "../../domain/outcome";
import { balance } from "../../domain/stock/ledger";
import { stockId } from "../../domain/stock/places";
import { openTask } from "../../domain/task/opened";
import type { CountLine, Ops } from "../../generated/ops";
import type { Location, StockCounted } from "../../generated/rows";
import { answer, draftOf, type Trouble } from "../answer";
import type { Context, Rule } from "../kernel";
import { belowPromised } from "../promised";

/** Somebody has counted goods at a place, while others go on working there. */
export const record: Rule<"count.record"> = (body, state, context) => countedBy(body, state, context, false);

/** The same; a count in doubt corrects nothing, however small its difference: somebody else counts again. */
export function countedBy(body: Ops["count.record"], state: State, context: Context, inDoubt: boolean): Outcome {
  const place = need(state, "location", body.location);
  const { warehouse, id } = place;
  if (place.kind === "outside") {
    const [first] = body.lines;
    const say = physical("say_where", warehouse, id, first?.product ?? "", first?.counted ?? 0);
    return contradicted("not_a_place", say, [], { place: id });
  }
  const draft = draftOf(state, context);
  const grants = [warehouse, ""].flatMap((where) => state.where("role_grant", "warehouse", where));
  const limit = inDoubt ? ([0, 0] as const) : limitOf(state.where("count_limit", "warehouse", warehouse), grants, context.author);
  const first: Trouble[] = [];
  const say = (trouble: Trouble): string => {
    if (first.length > 0) return openTask(draft, trouble.code, trouble.task, trouble.params);
    first.push(trouble);
    return `${draft.op}/x`;
  };
  let units = 0;
  const lines = new Map(body.lines.map((line) => [JSON.stringify([line.product, line.lot ?? ""]), line]));
  for (const line of lines.values()) {
    need(state, "product", line.product);
    const booked = count(draft, place, line, limit, say);
    if (booked === null) continue;
    units += Math.abs(booked);
    settle(draft, id, line, body.tasks ?? []);
  }
  return answer(draft, first, { place: id, lines: body.lines.length, units });
}

/** One line. Returns the units that are booked by it, or null where it needs another look first. */
function count(
  draft: Draft, place: Location, line: CountLine, limit: Limit, say: (trouble: Trouble) => string,
): number | null {
  const { warehouse, id: location } = place;
  const { product, lot = "", counted } = line;
  const now = balance(draft, warehouse, location, product, lot);
  const expected = line.quantity + (line.moved ?? 0);
  const known = expected - (line.corrected ?? 0);
  const [found, before] = [counted - known, now.corrected];
  const others = now.quantity - now.corrected - known;
  const off = Math.abs(found - before);
  const id = stockId(location, product, lot);
  const last = draft.get("stock_count", id);
  const waits = last && (last.stage === "second" || last.stage === "accept") ? last : undefined;
  const isCrossed = (found - before) * others > 0;
  const stage = stageOf(off <= allowed(limit, Math.max(0, expected)) && !isCrossed, waits, draft.author);
  close(draft, last, "recount");
  const told = { place: location, product, lot, units: isCrossed && stage === "second" ? Math.abs(others) : off };
  const trouble = (code: string, choices: readonly string[], params: Trouble["params"] = told): Trouble => {
    const act = code === "counts_differ" ? "accept_count" : "recount";
    return { code, task: physical(act, warehouse, location, product, Number(params["units"]), choices), params };
  };
  const ask = (): Trouble =>
    stage === "accept" && last
      ? trouble("counts_differ", ["accept_count", "recount"], { ...told, first: last.counted, counted })
      : trouble(isCrossed ? "count_crossed" : "second_count", ["recount"]);
  const task = stage === "booked" ? "" : say(ask());
  draft.put("stock_count", {
    id, ver: last?.ver ?? 0, warehouse, location, product, lot, counted, expected, found, before, stage,
    by: draft.author, at: draft.at, op: draft.op, task, first_by: waits?.by ?? "", first_counted: waits?.counted ?? null,
  });
  if (stage !== "booked") return null;
  const { grew } = correct(draft, warehouse, location, product, lot, found - before);
  if (grew > 0) say(belowPromised(warehouse, location, product, grew));
  return found - before;
}

function stageOf(isSmall: boolean, waits: StockCounted | undefined, author: string): "booked" | "second" | "accept" {
  if (isSmall) return "booked";
  return waits && (waits.by !== author || waits.stage === "accept") ? "accept" : "second";
}

/** The tasks that asked for this count are done. */
function settle(draft: Draft, place: string, line: CountLine, tasks: readonly string[]): void {
  for (const id of tasks) {
    const task = draft.get("exception_task", id);
    if (task?.stage !== "open" || task.place !== place || !["recount", "count"].includes(task.act)) continue;
    const lot = String(task.params["lot"] ?? "");
    if (!["", line.product].includes(task.product) || !["", line.lot ?? ""].includes(lot)) continue;
    draft.set("exception_task", task, { stage: "settled", settled_by: draft.author, settled_as: "recount" });
  }
}
