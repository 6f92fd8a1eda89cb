/** For tests: a server that keeps the protocol's promises with as little code as that takes. */

import type { Changed } from "../domain/draft";
import type { Kind } from "../generated/ops";
import { decide } from "../ops/twins";
import { add, link, rowDigest, ZERO } from "../store/hash";
import type { NewOp, WireOutcome } from "../store/outbox";
import type { Change } from "../store/pages";
import { answer, Rows, type Responder } from "./testing";

type Log = { text: string; outcome: WireOutcome }[];

/** What a frame may hold, as far as this server looks. */
interface Frame {
  readonly device: string;
  readonly epoch: string;
  readonly receipt?: string;
  readonly sig?: string;
  readonly declared_n: number;
  readonly grant_v?: number;
  readonly rows_v?: number;
  readonly storage_lost?: boolean;
  readonly cursors?: Readonly<Record<string, number>>;
  readonly ack_n?: number;
  readonly prior?: Readonly<Record<string, WireOutcome>>;
}

interface Receipt {
  readonly e: string;
  readonly d: string;
  readonly n: number;
  readonly h: string;
  /** How many receipts there were. */
  readonly t: number;
}

const idsOf = new WeakMap<Log[number], string>();

function idOf(one: Log[number]): string {
  let id = idsOf.get(one);
  if (id === undefined) idsOf.set(one, (id = (JSON.parse(one.text) as { id: string }).id));
  return id;
}

/** A server with one person and one scope, `wh:ROT`. */
export class FakeServer {
  readonly state = new Rows();
  readonly logs = new Map<string, Log>();
  readonly calls: string[] = [];
  /** What came in each push, apart from the ops. */
  readonly frames: Frame[] = [];
  /** The version of the person's roles. */
  grantV = 1;
  readonly lost: Frame[] = [];
  changes: Change[] = [];
  digest = ZERO;
  epoch = "e1";
  device = "d-1";
  durable = 0;
  oldestRows = 1;
  signedIn = true;
  scopes: readonly string[] = ["wh:ROT"];
  /** What to do instead of an answer, by path; taken once. */
  readonly instead = new Map<string, Responder>();
  /** Called for each op before it is decided; an outcome here is final and changes no row. */
  judge: (op: NewOp) => WireOutcome | undefined = () => undefined;
  /** How often each op was decided, not counting what a restore took back. */
  readonly decided = new Map<string, number>();
  #receipts = 0;
  /** Receipts up to here tell of rows that a restore has taken back. */
  #lostAt = 0;
  readonly #declared = new Map<string, number>();

  /** The ops of the device that is signed in. */
  get log(): Log {
    return this.logOf(this.device);
  }

  logOf(device: string): Log {
    let log = this.logs.get(device);
    if (!log) this.logs.set(device, (log = []));
    return log;
  }

  hash(device: string, n = this.logOf(device).length): string {
    return this.logOf(device).slice(0, n).reduce((h, { text }) => link(h, text), ZERO);
  }

  /** Every op of every device, by its id. */
  ids(): string[] {
    return [...this.logs.values()].flat().map(idOf);
  }

  handle: Responder = async (path, init) => {
    this.calls.push(path);
    const key = [...this.instead.keys()].find((start) => path.startsWith(start));
    if (key !== undefined) {
      const instead = this.instead.get(key)!;
      this.instead.delete(key);
      return instead(path, init);
    }
    if (path === "/api/auth/sign-in" || path === "/api/auth/refresh") {
      if (!this.signedIn) return answer(401, { error: { code: "no_refresh" } });
      const { device } = JSON.parse(String(init.body)) as { device?: string | { id: string | null } };
      const id = typeof device === "string" ? device : device?.id;
      if (id && this.logs.has(id)) this.device = id;
      return answer(200, this.session());
    }
    if (path === "/api/sync/push") return this.signedIn ? this.push(String(init.body)) : answer(401, { error: { code: "expired" } });
    if (path === "/api/sync/drop") return this.drop(String(init.body));
    if (path === "/api/sync/pull") return this.pull(String(init.body));
    if (path.startsWith("/api/sync/snapshot/")) return new Response(this.snapshot());
    return answer(200, {});
  };

  session(): object {
    const person = { id: "ana", name: "Ana", language: "en" };
    const roles = [{ role: "picker", warehouse: "ROT" }];
    return { access: "token", expires_in: 900, device: this.device, person, roles, grant_v: this.grantV };
  }

  /** Put rows in place, as another device's op would. */
  change(...rows: Changed[]): void {
    for (const changed of rows) {
      const { table, row } = changed;
      const before = this.state.rows.get(`${table}/${row.id}`)?.row;
      if (before) this.digest = add(this.digest, -rowDigest(JSON.stringify([table, before.id, before.ver, before])));
      const change = this.state.put(changed);
      this.digest = add(this.digest, rowDigest(JSON.stringify(change)));
      this.changes.push(change);
    }
  }

  drop(body: string): Response {
    const { device, sig } = JSON.parse(body) as Frame;
    const log = this.logOf(device);
    const texts = split(body);
    const h = texts.reduce((before, text) => link(before, text), this.hash(device, numberOf(texts[0] ?? '{"n":1}') - 1));
    if (sig !== `signed:tote-op-1\n${device}\n${numberOf(texts.at(-1)!)}\n${h}`) return answer(403, { error: { code: "bad_signature" } });
    const judge = this.judge;
    this.judge = (op) => (op.kind.startsWith("pick.claim")
      ? { n: log.length + 1, out: "refused", code: "sign_in_needed", choices: ["send_again"] } : judge(op));
    const got = this.push(body);
    this.judge = judge;
    return got;
  }

  push(body: string): Response {
    const frame = JSON.parse(body) as Frame;
    this.frames.push(frame);
    const { device } = frame;
    const log = this.logOf(device);
    const back = this.#wentBack(frame);
    if (back) return back;
    this.#declared.set(device, Math.max(this.#declared.get(device) ?? 0, frame.declared_n));
    const outcomes: WireOutcome[] = [];
    for (const text of split(body)) {
      const n = numberOf(text);
      const known = log[n - 1];
      if (n > log.length + 1) return answer(409, { gap: { need_from: log.length + 1 } });
      if (known && known.text !== text) return answer(409, { fork: { from_n: n, new_device: this.#fork(device) } });
      outcomes.push(known ? known.outcome : this.#decide(device, text, n));
    }
    return answer(200, this.#stand(device, { outcomes }));
  }

  #fork(device: string): string {
    const id = `${device}x`;
    this.logOf(id);
    return id;
  }

  #stand(device: string, more: object): object {
    const n = this.logOf(device).length;
    const h = this.hash(device);
    const receipt = JSON.stringify({ e: this.epoch, d: device, n, h, t: (this.#receipts += 1) } satisfies Receipt);
    return { epoch: this.epoch, last_n: n, h, durable_n: Math.min(this.durable, n), receipt, ...more };
  }

  /** A receipt that is ahead opens a new epoch; whoever comes with another one is told. */
  #wentBack({ device, epoch, receipt }: Frame): Response | undefined {
    const n = this.logOf(device).length;
    const held = receipt ? (JSON.parse(receipt) as Receipt) : null;
    const known = held ? this.logOf(held.d).length : 0;
    const isAhead = held && (held.n > known || (held.n === known && held.h !== this.hash(held.d)) || held.t <= this.#lostAt);
    if (isAhead && held.e === this.epoch) this.epoch += "'";
    if (epoch === "" || epoch === this.epoch) return undefined;
    return answer(409, { epoch: { now: this.epoch, last_n: n, h: this.hash(device) } });
  }

  /** A restore: the ops from a place on are not known any more. */
  lose(log: Log, from: number): void {
    if (from < log.length) this.#lostAt = this.#receipts;
    const gone = log.splice(from).map(idOf);
    const known = new Set(this.ids()); // what a device has sent under two names was decided once
    for (const id of gone) if (!known.has(id)) this.decided.set(id, (this.decided.get(id) ?? 1) - 1);
  }

  #decide(device: string, text: string, n: number): WireOutcome {
    const op = JSON.parse(text) as NewOp & { kind: string };
    const again = [...this.logs.values()].flat().find((one) => idOf(one) === op.id);
    const kind = op.kind.split("@")[0] as Kind;
    const context = { id: op.id, author: op.author, device, n, wall: op.wall, receivedAt: op.wall };
    const ruled = again ? { ...again.outcome, n } : this.judge(op);
    const made = ruled ? null : decide(kind, op.body as never, this.state, context);
    this.change(...(made?.rows ?? []));
    const at = made && made.rows.length > 0 ? { "wh:ROT": this.changes.length } : {};
    const outcome = ruled ?? { n, out: made!.out as WireOutcome["out"], code: made!.code, at };
    this.logOf(device).push({ text, outcome });
    if (!again) this.decided.set(op.id, (this.decided.get(op.id) ?? 0) + 1);
    return outcome;
  }

  pull(body: string): Response {
    const frame = JSON.parse(body) as Frame;
    const { cursors = {}, ack_n = 0, device } = frame;
    if ((frame.rows_v ?? 1) < this.oldestRows) return answer(426, { error: { code: "too_old" } });
    const back = this.#wentBack(frame);
    if (back) return back;
    if (frame.storage_lost && (this.#declared.get(device) ?? 0) > this.logOf(device).length) this.lost.push(frame);
    const seen = this.scopes.includes("wh:ROT");
    const from = cursors["wh:ROT"];
    const to = this.changes.length;
    const page = { scope: "wh:ROT", from: from ?? 0, to, more: false, changes: this.changes.slice(from) };
    const stands = from === undefined || from > to;
    return answer(200, this.#stand(device, {
      grant_v: this.grantV, time: 0, pages: !seen || stands || from === to ? [] : [page], reset: seen && stands ? ["wh:ROT"] : [],
      scopes: { add: [], drop: Object.keys(cursors).filter((scope) => !this.scopes.includes(scope)) },
      digest: seen ? { "wh:ROT": [to, this.digest] } : {},
      outcomes: this.logOf(device).slice(ack_n).map(({ outcome }) => outcome),
    }));
  }

  snapshot(): string {
    const rows = [...this.state.rows.values()].map(({ table, row }) => JSON.stringify([table, row.id, row.ver, row]));
    const head = JSON.stringify({ epoch: this.epoch, scope: "wh:ROT", seq: this.changes.length, rows_v: 1 });
    return [head, ...rows, JSON.stringify({ end: true, rows: rows.length, digest: this.digest }), ""].join("\n");
  }
}

const numberOf = (text: string): number => (JSON.parse(text) as { n: number }).n;

/** The texts of the ops in a push, as they were sent. */
function split(body: string): string[] {
  const ops = body.slice(body.indexOf('"ops":[') + 7, -2);
  return ops === "" ? [] : ops.split(/,(?=\{"n":\d+,"id":)/);
}
