/** Practice comes over the real session, and goes with a reload: nothing of it can stay. */

import { effect, signal } from "@preact/signals";
import type { Kind, Ops } from "../../generated/ops";
import { nextStep, type Step } from "../../domain/pick/walk";
import { loadReader } from "../../scanning/reader";
import { locked } from "../../ui/door";
import { address, route } from "../../ui/route";
import { readScan, today } from "../../ui/scan";
import { rows, session, show, warehouse, type Engine } from "../../ui/session";
import { recall, remember } from "../pick/memory";
import { deliveryRows, Tally, type Piece } from "./delivery";
import { pretend } from "./pretend";
import { Score, type Result } from "./score";
import { rowsOf, RUN, runRows, TORN } from "./shift";

export type Practised = "pick" | "receive";

/** What the walk remembers beside the rows; put back as it was. */
const MEMORY = "tote.pick";

export const result = signal<Result | null>(null);
export const isOn = signal(false);
let real: Engine | null = null;
let house = "";
let memory: string | null = null;
let job: Practised = "pick";
let score = new Score();
let tally = new Tally();

/** Begin at once; again from the start where it was left. */
export async function begin(of: Practised): Promise<void> {
  if (isOn.peek()) return;
  job = of;
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
    else if (route.value[0] !== "practice" || jobIn(route.value) !== job) elsewhere();
  });
}

/** The job that an address of practice names. */
export const jobIn = ([, name]: readonly string[]): Practised => (name === "receive" ? name : "pick");

/** Once more from the first tote, or the first piece. */
export async function anew(): Promise<void> {
  if (!real?.me) return;
  const { me } = real;
  score = new Score();
  tally = new Tally();
  result.value = null;
  remember(RUN, { shelf: null, acts: [] });
  const [role, fill] = job === "pick" ? (["picker", runRows] as const) : (["receiver", deliveryRows] as const);
  await show(pretend(me, role, rowsOf((put) => fill(put, me.person.id)), heard));
}

function heard<K extends Kind>(kind: K, body: Ops[K]): void {
  if (kind === "pick.hand_over") return void finish(score.result(Date.now()));
  if (kind === "inbound.close") return void finish(tally.result(Date.now()));
  if (job === "receive") tally.heard(kind, body as Ops["inbound.receive"], Date.now());
}

/** A job that is over goes to its own list, which is none here: how it went is shown in its place. */
function elsewhere(): void {
  const [place, part] = route.peek();
  if (place === job && !part && result.peek()) location.hash = job === "pick" ? address("practice") : address("practice", job);
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

/** What lies on the pallet, and what of it is in hand. */
export const pieces = (): Piece[] => tally.lying();
export const touch = (piece: Piece): void => tally.touched(piece);

/** The one thing that leaves practice: how picking went, in the person's own queue. */
async function finish(found: Result): Promise<void> {
  result.value = found;
  const person = real?.me?.person.id;
  if (!real || !person || found.scans === 0 || house === "" || job !== "pick") return;
  const body = { person, warehouse: house, scans: found.scans, right_first: found.right, line_ms: Math.min(found.lineMs, 3_600_000) };
  await real.record("people.practised", body);
}
