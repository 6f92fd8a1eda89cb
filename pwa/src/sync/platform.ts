/** What the core needs of the browser, so that tests can give it something else. */

import type { Files } from "../store/mirror";
import { afterPaint } from "./after-paint";

export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

export interface Channel {
  postMessage(message: unknown): void;
  close(): void;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
}

/** A few words that outlive the database: this device's id, and the highest number it gave out. */
export interface Memory {
  read(): string | null;
  write(text: string): void;
}

/** What is remembered outside of the database; empty and 0 if nothing is. */
export function remembered(memory: Memory): { readonly id: string; readonly n: number } {
  try {
    const { id = "", n = 0 } = JSON.parse(memory.read() ?? "{}") as { id?: string; n?: number };
    return { id, n };
  } catch {
    return { id: "", n: 0 };
  }
}

export interface DeviceFrame {
  readonly name: string;
  readonly kind: "handheld" | "phone" | "tablet" | "desk";
}

export interface Platform {
  readonly databases: IDBFactory;
  fetch(path: string, init: RequestInit): Promise<Response>;
  socket(path: string): Socket;
  channel(name: string): Channel;
  /** Run `work` while no other tab does the same; waits for its turn. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  now(): number;
  random(): number;
  bytes(count: number): Uint8Array;
  later(ms: number, fn: () => void): () => void;
  /** Once what has just been shown is painted. */
  afterPaint(fn: () => void): void;
  /** Let the page paint, take input, and hear from the disk; goes on when nothing else waits. */
  pause(): Promise<void>;
  online(): boolean;
  /** Call `fn` when the network comes back or the page is shown; returns what ends that. */
  onWake(fn: () => void): () => void;
  device(): DeviceFrame;
  readonly memory: Memory;
  /** The files of the second copy. Throws where there are none. */
  files(): Promise<Files>;
}

export function browser(): Platform {
  return {
    databases: globalThis.indexedDB,
    fetch: (path, init) => fetch(path, init),
    socket: (path) => new WebSocket(new URL(path, location.href.replace(/^http/, "ws"))) as unknown as Socket,
    channel: (name) => new BroadcastChannel(name) as unknown as Channel,
    alone: <T>(name: string, work: () => Promise<T>) => navigator.locks.request(name, work) as Promise<T>,
    now: () => Date.now(),
    random: () => Math.random(),
    bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    later(ms, fn) {
      const timer = setTimeout(fn, ms);
      return () => clearTimeout(timer);
    },
    afterPaint,
    pause: () => new Promise((resolve) => whenIdle(resolve)),
    online: () => navigator.onLine,
    onWake(fn) {
      const shown = (): void => {
        if (document.visibilityState === "visible") fn();
      };
      addEventListener("online", fn);
      document.addEventListener("visibilitychange", shown);
      return () => {
        removeEventListener("online", fn);
        document.removeEventListener("visibilitychange", shown);
      };
    },
    device: () => ({ name: navigator.userAgent.replace(/^.*?\(([^;)]*).*$/, "$1").slice(0, 80), kind: kind() }),
    memory: {
      read: () => localStorage.getItem(MEMORY),
      write: (text) => localStorage.setItem(MEMORY, text),
    },
    files: async () => (await import("./files")).openFiles(),
  };
}

/** After all that is urgent, where the browser can tell; else after what waits already. */
function whenIdle(work: () => void): void {
  if (scheduler) void scheduler.postTask(work, { priority: "background" });
  else setTimeout(work);
}

const { scheduler } = globalThis as {
  readonly scheduler?: { postTask(work: () => void, options: { readonly priority: "background" }): Promise<void> };
};
/** Where a device keeps who it is. */
export const MEMORY = "tote.device";

function kind(): DeviceFrame["kind"] {
  if (matchMedia("(pointer: fine)").matches) return "desk";
  return Math.min(screen.width, screen.height) >= 600 ? "tablet" : "phone";
}

/** UUIDv7: the time, then chance. RFC 9562, 5.7. */
export function uuid7(now: number, random: Uint8Array): string {
  const time = now.toString(16).padStart(12, "0").slice(-12);
  const rest = [...random.subarray(0, 10)];
  rest[0] = (rest[0]! & 0x0f) | 0x70;
  rest[2] = (rest[2]! & 0x3f) | 0x80;
  const hex = time + rest.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** A bell that a loop sleeps beside. A ring while nobody waits is heard by the next wait. */
export class Bell {
  #rung = false;
  #wake: (() => void) | null = null;

  constructor(private readonly later: Platform["later"]) {}

  ring = (): void => {
    this.#rung = true;
    this.#wake?.();
  };

  /** Wait for a ring, at most this long. */
  async wait(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const cancel = this.later(ms, resolve);
        this.#wake = () => {
          cancel();
          resolve();
        };
      });
    }
    this.#wake = null;
    this.#rung = false;
  }
}
