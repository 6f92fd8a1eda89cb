/** For tests: a browser with tabs, and a server that keeps the protocol's promises with as little code as that takes. */

import { IDBFactory } from "fake-indexeddb";
import type { Changed, State } from "../domain/draft";
import { byId } from "../domain/draft";
import type { Kind } from "../generated/ops";
import { decide } from "../ops/twins";
import { add, link, rowDigest, ZERO } from "../store/hash";
import type { NewOp, WireOutcome } from "../store/outbox";
import type { Change } from "../store/pages";
import type { Channel, Platform, Socket } from "./platform";

type Row = Changed["row"];
type Responder = (path: string, init: RequestInit) => Promise<Response> | Response;

export const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

/** One browser profile: its tabs share disk, locks and channel. */
export class FakeBrowser {
  databases = new IDBFactory();
  time = 1_790_000_000_000;
  isOnline = true;
  readonly #channels = new Set<FakeChannel>();
  readonly #locks = new Map<string, Promise<unknown>>();

  constructor(public handler: Responder, private readonly stream?: () => Socket) {}

  /** What one tab is given. `random` and backoff are fixed, so that a test waits for events alone. */
  tab(): Platform {
    return {
      databases: this.databases,
      fetch: async (path, init) => {
        if (!this.isOnline) throw new TypeError("no network");
        return this.handler(path, init);
      },
      socket: () => this.stream?.() ?? closed(),
      channel: () => new FakeChannel(this.#channels),
      alone: (name, work) => {
        const turn = (this.#locks.get(name) ?? Promise.resolve()).then(work);
        this.#locks.set(name, turn.catch(() => undefined));
        return turn;
      },
      now: () => (this.time += 1),
      random: () => 0,
      bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
      later: (ms, fn) => {
        const timer = setTimeout(fn, Math.min(ms, 2_000));
        return () => clearTimeout(timer);
      },
      pause: () => Promise.resolve(),
      online: () => this.isOnline,
      onWake: () => () => undefined,
      device: () => ({ name: "test", kind: "handheld" }),
    };
  }
}

class FakeChannel implements Channel {
  onmessage: Channel["onmessage"] = null;

  constructor(private readonly all: Set<FakeChannel>) {
    all.add(this);
  }

  postMessage(message: unknown): void {
    for (const other of this.all) if (other !== this) queueMicrotask(() => other.onmessage?.({ data: message }));
  }

  close(): void {
    this.all.delete(this);
  }
}

function closed(): Socket {
  const socket: Socket = { send: () => undefined, close: () => undefined, onopen: null, onmessage: null, onclose: null };
  queueMicrotask(() => socket.onclose?.());
  return socket;
}

/** Rows by table and id, as a rule reads them. */
export class Rows implements State {
  readonly rows = new Map<string, Changed>();

  get: State["get"] = (table, id) => this.rows.get(`${table}/${id}`)?.row as never;

  where: State["where"] = (table, field, value) => {
    const all = [...this.rows.values()].filter((held) => held.table === table).map(({ row }) => row);
    return all.filter((row) => row[field as keyof Row] === value).sort(byId) as never[];
  };

  put(changed: Changed): Change {
    const key = `${changed.table}/${changed.row.id}`;
    const row = { ...changed.row, ver: (this.rows.get(key)?.row.ver ?? 0) + 1 };
    this.rows.set(key, { table: changed.table, row } as Changed);
    return [changed.table, row.id, row.ver, row];
  }
}

/** A server with one person and one scope, `wh:ROT`. */
export class FakeServer {
  readonly state = new Rows();
  readonly log: { text: string; outcome: WireOutcome }[] = [];
  readonly calls: string[] = [];
  changes: Change[] = [];
  digest = ZERO;
  h = ZERO;
  epoch = "e1";
  device = "d-1";
  signedIn = true;
  /** What to do instead of an answer, by path; taken once. */
  readonly instead = new Map<string, Responder>();
  /** Called for each op before it is decided; an outcome here is final and changes no row. */
  judge: (op: NewOp) => WireOutcome | undefined = () => undefined;

  handle: Responder = async (path, init) => {
    this.calls.push(path);
    const key = [...this.instead.keys()].find((start) => path.startsWith(start));
    if (key !== undefined) {
      const instead = this.instead.get(key)!;
      this.instead.delete(key);
      return instead(path, init);
    }
    if (path === "/api/auth/sign-in" || path === "/api/auth/refresh") {
      return this.signedIn ? answer(200, this.session()) : answer(401, { error: { code: "no_refresh" } });
    }
    if (path === "/api/sync/push") return this.push(String(init.body));
    if (path === "/api/sync/pull") return this.pull(String(init.body));
    if (path.startsWith("/api/sync/snapshot/")) return new Response(this.snapshot());
    return answer(200, {});
  };

  session(): object {
    const person = { id: "ana", name: "Ana", language: "en" };
    const roles = [{ role: "picker", warehouse: "ROT" }];
    return { access: "token", expires_in: 900, device: this.device, person, roles, grant_v: 1 };
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

  push(body: string): Response {
    const ops = body.slice(body.indexOf('"ops":[') + 7, -2);
    const texts = ops === "" ? [] : split(ops);
    const outcomes: WireOutcome[] = [];
    for (const text of texts) {
      const { n } = JSON.parse(text) as { n: number };
      const known = this.log[n - 1];
      if (n > this.log.length + 1) return answer(409, { gap: { need_from: this.log.length + 1 } });
      if (known && known.text !== text) return answer(409, { fork: { from_n: n } });
      outcomes.push(known ? known.outcome : this.#decide(text, n));
    }
    const { epoch, h } = this;
    return answer(200, { epoch, last_n: this.log.length, h, outcomes, durable_n: 0, receipt: null });
  }

  #decide(text: string, n: number): WireOutcome {
    const op = JSON.parse(text) as NewOp & { kind: string };
    const kind = op.kind.split("@")[0] as Kind;
    const context = { id: op.id, author: op.author, device: this.device, n, wall: op.wall, receivedAt: op.wall };
    const ruled = this.judge(op);
    const made = ruled ? null : decide(kind, op.body as never, this.state, context);
    this.change(...(made?.rows ?? []));
    const at = made && made.rows.length > 0 ? { "wh:ROT": this.changes.length } : {};
    const outcome = ruled ?? { n, out: made!.out as WireOutcome["out"], code: made!.code, at };
    this.h = link(this.h, text);
    this.log.push({ text, outcome });
    return outcome;
  }

  pull(body: string): Response {
    const { cursors, ack_n } = JSON.parse(body) as { cursors: Record<string, number>; ack_n: number };
    const from = cursors["wh:ROT"];
    const to = this.changes.length;
    const page = { scope: "wh:ROT", from: from ?? 0, to, more: false, changes: this.changes.slice(from) };
    const stands = from === undefined || from > to;
    return answer(200, {
      epoch: this.epoch, grant_v: 1, time: 0, pages: stands || from === to ? [] : [page], reset: stands ? ["wh:ROT"] : [],
      scopes: { add: [], drop: Object.keys(cursors).filter((scope) => scope !== "wh:ROT") },
      digest: { "wh:ROT": [to, this.digest] }, outcomes: this.log.slice(ack_n).map(({ outcome }) => outcome),
      last_n: this.log.length, h: this.h, durable_n: 0,
    });
  }

  snapshot(): string {
    const rows = [...this.state.rows.values()].map(({ table, row }) => JSON.stringify([table, row.id, row.ver, row]));
    const head = JSON.stringify({ epoch: this.epoch, scope: "wh:ROT", seq: this.changes.length, rows_v: 1 });
    return [head, ...rows, JSON.stringify({ end: true, rows: rows.length, digest: this.digest }), ""].join("\n");
  }
}

/** The texts of the ops in an array, as they were sent. */
function split(ops: string): string[] {
  return ops.split(/,(?=\{"n":\d+,"id":)/);
}
