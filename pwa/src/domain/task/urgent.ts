/** Which task goes first: the one that keeps a truck, then the one whose order is due, then the oldest. */

import type { ExceptionTask, Shipment } from "../../generated/rows";
import type { Reads } from "../seen";

export interface Urgent {
  readonly task: ExceptionTask;
  readonly shipment: Shipment | null;
  /** The truck that stands open and waits for this order; empty if none does. */
  readonly truck: string;
  /** When the order has to be out; null where nobody has said so. */
  readonly due: number | null;
}

const said = (task: ExceptionTask, name: string): string => String(task.params[name] ?? "");

/** The shipment that a task is about: by what it names, or by the tote in which its goods lie. */
export function shipmentOf(rows: Reads, task: ExceptionTask): Shipment | null {
  const carton = said(task, "carton") || (rows.get("carton_item", said(task, "item"))?.carton ?? "");
  const ids = [
    said(task, "shipment"),
    said(task, "order"),
    rows.get("pick_task", said(task, "task"))?.shipment,
    rows.get("carton", carton)?.shipment,
    rows.get("tote", said(task, "from"))?.shipment,
    rows.get("tote", task.place)?.shipment,
  ];
  for (const id of ids) {
    const found = id ? rows.get("shipment", id) : undefined;
    if (found) return found;
  }
  return null;
}

const OVER: readonly string[] = ["shipped", "cancelled"];

function urgent(rows: Reads, task: ExceptionTask): Urgent {
  const found = shipmentOf(rows, task);
  const shipment = found && !OVER.includes(found.stage) ? found : null;
  const manifest = shipment?.manifest ? rows.get("manifest", shipment.manifest) : undefined;
  return {
    task,
    shipment,
    truck: manifest?.stage === "open" ? manifest.number : "",
    due: shipment?.due_at ?? null,
  };
}

/** Open tasks, the most urgent first. */
export function byUrgency(rows: Reads, tasks: readonly ExceptionTask[]): Urgent[] {
  const late = (due: number | null): number => due ?? Number.MAX_SAFE_INTEGER;
  return tasks
    .map((task) => urgent(rows, task))
    .sort(
      (a, b) =>
        Number(b.truck !== "") - Number(a.truck !== "") ||
        late(a.due) - late(b.due) ||
        a.task.raised_at - b.task.raised_at ||
        (a.task.id < b.task.id ? -1 : 1),
    );
}

/** What is carried in one go: each unit that was scanned too many has raised a task of its own. */
export interface Pile extends Urgent {
  /** The first is `task`. */
  readonly tasks: readonly ExceptionTask[];
  readonly units: number;
}

const CARRIED: readonly string[] = ["put_back", "take_out", "move_to_tote", "check_pick"];

/** Equal for tasks that one walk with one product settles, and that are in one hand. */
function walkOf({ id, act, code, place, product, params, choices, owner, due_at }: ExceptionTask): string {
  const { units: _units, left: _left, ...same } = params;
  return CARRIED.includes(act) ? JSON.stringify([act, code, place, product, same, choices, owner, due_at]) : id;
}

/** The tasks as somebody sets out for them, in the order of the first of each. */
export function piles(urgent: readonly Urgent[]): Pile[] {
  const found = new Map<string, Pile>();
  for (const one of urgent) {
    const walk = walkOf(one.task);
    const pile = found.get(walk);
    const tasks = [...(pile?.tasks ?? []), one.task];
    found.set(walk, { ...(pile ?? one), tasks, units: (pile?.units ?? 0) + one.task.quantity });
  }
  return [...found.values()];
}
