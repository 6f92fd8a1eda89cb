/**
 * The golden traces: conversations that the Python core had with a real server. Told the same, this core says the same
 * in the same order, and holds the same in the end. `tests/golden/traces/README.md` says how they are made.
 */

import "fake-indexeddb/auto";
import { readFileSync, readdirSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { Disk } from "../store/disk";
import { Outbox, type NewOp } from "../store/outbox";
import { Session } from "./device";
import { until } from "./rig";
import { answer, FakeBrowser } from "./testing";

interface State {
  readonly device: string;
  readonly epoch: string;
  readonly last: number;
  readonly h: string;
  readonly waiting: number[];
  readonly outcomes: Readonly<Record<string, string>>;
  readonly tray: string[];
  readonly cursors: Readonly<Record<string, [number, string]>>;
  readonly rows: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

interface Step {
  readonly record?: { readonly wish: NewOp; readonly n: number; readonly h: string; readonly raw: string };
  readonly ask?: { readonly call: { readonly what: string; readonly scope: string; readonly body: string } | null };
  readonly answer?: { readonly status: number; readonly body: string };
  readonly lost?: object;
  readonly state?: State;
}

interface Trace {
  readonly device: string;
  readonly person: string;
  readonly steps: readonly Step[];
}

interface Frame {
  readonly ops?: readonly object[];
  readonly [field: string]: unknown;
}

const FOLDER = new URL("../../../tests/golden/traces/", import.meta.url);
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
const traceOf = (name: string): Trace => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as Trace;
/** What a device says of itself in each frame. */
const SAID = ["proto", "epoch", "device", "rows_v", "ack_n", "declared_n", "prev_h", "receipt", "cursors"] as const;

/** Plays the server's part, and holds what is asked of it against the trace. */
class Play {
  readonly browser = new FakeBrowser((path, init) => this.#serve(path, String(init.body ?? "")));
  readonly wrong: unknown[] = [];
  session = new Session(this.browser.tab());
  #at = 0;
  #lost = false;

  constructor(private readonly trace: Trace) {}

  async run(): Promise<void> {
    await this.#records();
    await this.session.start();
    await this.session.signIn(this.trace.person, "secret");
    while (this.#at < this.trace.steps.length) {
      await until(this.session, () => this.wrong.length > 0 || this.#isQuiet());
      expect(this.wrong).toEqual([]);
      this.browser.isOnline = false;
      this.#at += 1;
      expect(await this.#state()).toEqual(this.trace.steps[this.#at++]!.state);
      await this.#records();
      this.browser.isOnline = true;
      await this.session.reread();
      this.browser.wake();
    }
  }

  async #records(): Promise<void> {
    for (; this.trace.steps[this.#at]?.record; this.#at++) await this.#record(this.trace.steps[this.#at]!.record!);
  }

  /** All that the trace has up to the next silence was asked, and its answers are taken. */
  #isQuiet(): boolean {
    return this.trace.steps[this.#at]?.ask?.call === null && this.session.status === "current";
  }

  async #record({ wish, n, h, raw }: NonNullable<Step["record"]>): Promise<void> {
    const outbox = new Outbox(new Disk(this.browser.databases));
    const kept = await outbox.record(wish);
    expect([kept.n, kept.h, kept.text]).toEqual([n, h, raw]);
  }

  #serve(path: string, body: string): Response {
    if (path === "/api/auth/sign-in") return answer(200, this.#opened(this.trace.device));
    const what = { push: "push", pull: "pull", snapshot: "snapshot", refresh: "session" }[path.split(/[/?]/)[3]!] ?? path;
    const call = this.trace.steps[this.#at]?.ask?.call;
    if (!call) throw new TypeError("the trace is silent here");
    if (what === "push" && call.what === "pull" && this.#lost) return this.#stored();
    const scope = what === "snapshot" ? decodeURIComponent(path.split(/[/?]/)[4]!) : "";
    if (call.what !== what || call.scope !== scope) this.#differs([call.what, call.scope], [what, scope]);
    if (what === "push" || what === "pull") this.#compare(JSON.parse(call.body) as Frame, JSON.parse(body) as Frame);
    const told = this.trace.steps[this.#at + 1]!;
    this.#at += 2;
    this.#lost = told.lost !== undefined;
    if (told.lost) throw new TypeError("the answer was lost");
    if (what === "session") return answer(200, this.#opened((JSON.parse(call.body) as { device: string }).device));
    return new Response(told.answer!.body, { status: told.answer!.status });
  }

  /** After a lost answer the Python core pulls, and this one sends again: the server's word is the same. */
  #stored(): Response {
    const { epoch, last_n, h, outcomes, durable_n } = JSON.parse(this.trace.steps[this.#at + 1]!.answer!.body) as Frame;
    return answer(200, { epoch, last_n, h, outcomes, durable_n });
  }

  #compare(theirs: Frame, ours: Frame): void {
    const said = (frame: Frame): unknown[] => SAID.map((field) => (field === "ack_n" && this.#lost ? "" : (frame[field] ?? "")));
    if (JSON.stringify(said(theirs)) !== JSON.stringify(said(ours))) this.#differs(said(theirs), said(ours));
    // How many ops go at once after trouble is each core's own business; which come first is not.
    const begin = ours.ops?.slice(0, theirs.ops?.length);
    const prior = ours.prior && Object.fromEntries(Object.entries(ours.prior).slice(0, begin?.length));
    if (JSON.stringify([theirs.ops, theirs.prior]) !== JSON.stringify([begin, prior])) this.#differs(theirs, ours);
  }

  #differs(theirs: unknown, ours: unknown): void {
    this.wrong.push({ step: this.#at, theirs, ours });
  }

  #opened(device: string): object {
    const person = { id: this.trace.person, name: "Sam", language: "en" };
    const roles = [{ role: "admin", warehouse: "" }];
    return { access: "token", expires_in: 9_000_000, device, person, roles, grant_v: 1 };
  }

  async #state(): Promise<State> {
    const outbox = new Outbox(new Disk(this.browser.databases));
    const [ops, answers, { tray, progress }] = [await outbox.after(0), await outbox.answersAfter(0), await outbox.journal()];
    const { base } = this.session.replica;
    const tables = Object.keys(this.trace.steps.findLast(({ state }) => state)!.state!.rows);
    const sorted = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> => Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
    return {
      device: this.session.deviceId, epoch: progress.epoch, last: ops.at(-1)?.n ?? 0, h: ops.at(-1)?.h ?? "0".repeat(32),
      waiting: ops.filter(({ n }) => n > progress.answered).map(({ n }) => n),
      outcomes: Object.fromEntries(answers.map(({ n, out }) => [String(n), out])),
      tray: tray.map(({ id }) => id).sort(),
      cursors: sorted([...base.heads].map(([scope, { cursor, digest }]) => [scope, [cursor, digest] as [number, string]])),
      rows: Object.fromEntries(tables.flatMap((table) => {
        const rows = [...base.table(table as never).values()] as unknown as { id: string; ver: number }[];
        return rows.length === 0 ? [] : [[table, sorted(rows.map(({ id, ver }) => [id, ver] as const))]];
      })),
    };
  }
}

let play: Play | undefined;

afterEach(() => play?.session.stop());

it.each(NAMES)("says and holds what the trace %s says", async (name) => {
  play = new Play(traceOf(name));
  await play.run();
});
