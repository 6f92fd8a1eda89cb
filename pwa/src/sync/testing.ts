/** For tests: a browser with tabs, its disk, and the ways in which a power cut leaves it. */

import { IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";
import type { Changed, State } from "../domain/draft";
import { byId } from "../domain/draft";
import type { Change } from "../store/pages";
import type { Files } from "../store/mirror";
import type { Channel, Platform, Socket } from "./platform";

type Row = Changed["row"];
export type Responder = (path: string, init: RequestInit) => Promise<Response> | Response;

export const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

/** Wait until it holds; on a busy machine a moment is long. */
export const soon = (holds: () => void): Promise<void> => vi.waitFor(holds, 10_000);

/** One browser profile: its tabs share disk, locks and channel. */
export class FakeBrowser {
  databases = new IDBFactory();
  time = 1_790_000_000_000;
  isOnline = true;
  /** What outlives the database: the words in the local storage, and the files by name. */
  memory: string | null = null;
  readonly files = new Map<string, string>();
  hasFiles = true;
  readonly #wakes = new Set<() => void>();
  #opened = 0;
  readonly #living = new Set<string>();
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
      afterPaint: (fn) => void setTimeout(fn),
      pause: () => Promise.resolve(),
      online: () => this.isOnline,
      onWake: (fn) => {
        this.#wakes.add(fn);
        return () => void this.#wakes.delete(fn);
      },
      device: () => ({ name: "test", kind: "handheld" }),
      memory: { read: () => this.memory, write: (text) => void (this.memory = text) },
      files: () => Promise.resolve().then(() => this.#file()),
    };
  }

  /** The network is back, or a page is shown again. */
  wake(): void {
    for (const fn of this.#wakes) fn();
  }

  /** The power goes: no lock is left, and nothing is told to anybody. */
  crash(): void {
    for (const channel of [...this.#channels]) channel.close();
    this.#locks.clear();
    this.#living.clear();
  }

  #file(): Files {
    if (!this.hasFiles) throw new Error("no such file system");
    const mine = `${(this.#opened += 1)}.log`;
    this.files.set(mine, "");
    this.#living.add(mine);
    return {
      read: () => Promise.resolve([...this.files].sort(([a], [b]) => Number(a === mine) - Number(b === mine)).map(([, text]) => text)),
      append: (text) => Promise.resolve(void this.files.set(mine, `${this.files.get(mine) ?? ""}${text}`)),
      replace: (text) => {
        for (const name of [...this.files.keys()]) if (!this.#living.has(name)) this.files.delete(name);
        return Promise.resolve(void this.files.set(mine, text));
      },
      close: () => void this.#living.delete(mine),
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

export { FakeServer } from "./server";
