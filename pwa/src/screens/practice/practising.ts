/** Practice comes over the real session, and goes with a reload: nothing of it can stay. */

import { effect, signal } from "@preact/signals";
import { nextStep, type Step } from "../../domain/pick/walk";
import { loadReader } from "../../scanning/reader";
import { locked } from "../../ui/door";
import { address, route } from "../../ui/route";
import { readScan, today } from "../../ui/scan";
import { rows, session, show, warehouse, type Engine } from "../../ui/session";
import { recall, remember } from "../pick/memory";
import { pretend } from "./pretend";
import { Score, type Result } from "./score";
import { RUN, TORN } from "./shift";

/** What the walk remembers beside the rows; put back as it was. */
const MEMORY = "tote.pick";

export const result = signal<Result | null>(null);
export const isOn = signal(false);
let real: Engine | null = null;
let house = "";
let memory: string | null = null;
let score = new Score();

/** Begin at once; again from the start where it was left. */
export async function begin(): Promise<void> {
  if (isOn.peek()) return;
  const given = session();
  if (!given.me) return;
  [real, house, memory] = [given, warehouse(), localStorage.getItem(MEMORY)];
  localStorage.removeItem(MEMORY);
  await loadReader();
  await anew();
  isOn.value = true;
  // Whoever goes elsewhere, or whose device locks, is back at work: with all of the real session, and nothing of this one.
  effect(() => {
    if (locked.value) leave();
    else if (route.value[0] !== "practice") elsewhere();
  });
}

/** Once more from the first tote. */
export async function anew(): Promise<void> {
  if (!real?.me) return;
  score = new Score();
  result.value = null;
  remember(RUN, { shelf: null, acts: [] });
  await show(pretend(real.me, (kind) => kind === "pick.hand_over" && void finish()));
}

function elsewhere(): void {
  if (route.peek()[0] === "pick" && !route.peek()[1] && result.peek()) location.hash = address("practice");
  else leave(route.peek());
}

/** Back to work, in one tap. */
export function leave(where: readonly string[] = []): void {
  if (memory === null) localStorage.removeItem(MEMORY);
  else localStorage.setItem(MEMORY, memory);
  if (where.length > 0 || route.peek()[0] === "practice") history.replaceState(null, "", address(...where));
  location.reload();
}

export const step = (): Step => nextStep(rows(), RUN, recall(RUN).shelf);

/** A code on its way to the walk is judged for the score. */
export function judge(raw: string): void {
  const at = step();
  score.scanned(at, readScan(raw), rows(), today(), raw === TORN, Date.now());
}

/** The one thing that leaves practice: how it went, in the person's own queue. */
async function finish(): Promise<void> {
  const found = score.result(Date.now());
  result.value = found;
  const person = real?.me?.person.id;
  if (!real || !person || found.scans === 0 || house === "") return;
  const body = { person, warehouse: house, scans: found.scans, right_first: found.right, line_ms: Math.min(found.lineMs, 3_600_000) };
  await real.record("people.practised", body);
}
