/** The live socket: pages and outcomes as they come, pushes while it is open. Silence for too long ends it. */

import { NoNetwork } from "./http";
import type { Platform, Socket } from "./platform";
import type { Down, PushReply } from "./wire";

const SILENCE_MS_MOST = 40_000;
const HELLO_MS_MOST = 5_000;
const ANSWER_MS_MOST = 15_000;

type Reply = { readonly status: number; readonly reply: PushReply | null };

interface Waiting<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

export class Live {
  #socket: Socket | null = null;
  #greeted = false;
  #heardAt = 0;
  #hello: Waiting<void> | null = null;
  /** Pushes under way, in the order in which they went. */
  #answers: Waiting<Reply>[] = [];

  /** `heard` is told of every message but the answers to pushes, in order; `ended` of the end of a stream that had begun. */
  constructor(
    private readonly platform: Platform,
    private readonly heard: (message: Down) => void,
    private readonly ended: () => void,
  ) {}

  /** Whether pushes may go this way. */
  get open(): boolean {
    if (this.#socket && this.platform.now() - this.#heardAt > SILENCE_MS_MOST) this.close();
    return this.#socket !== null && this.#greeted;
  }

  /** Open the socket and say hello. Resolves with the first page; throws `NoNetwork`. */
  async connect(hello: string): Promise<void> {
    this.close();
    const socket = this.platform.socket("/api/sync/live");
    this.#socket = socket;
    this.#greeted = false;
    this.#heardAt = this.platform.now();
    socket.onopen = () => socket.send(hello);
    socket.onmessage = (event) => this.#take(socket, String(event.data));
    socket.onclose = () => this.#end(socket);
    await this.#wait<void>(HELLO_MS_MOST, (waiting) => (this.#hello = waiting));
  }

  /** Send a push and wait for its answer. Answers come in the order in which pushes went. */
  push(frame: string): Promise<Reply> {
    return this.#wait<Reply>(ANSWER_MS_MOST, (waiting) => {
      if (this.#socket) this.#answers.push(waiting);
      this.#socket?.send(frame);
    });
  }

  /** Show a new token before the old one runs out. */
  renew(access: string): void {
    if (this.open) this.#socket?.send(JSON.stringify({ t: "token", token: access }));
  }

  close(): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#end(socket);
    socket.close();
  }

  #take(socket: Socket, text: string): void {
    if (socket !== this.#socket) return;
    this.#heardAt = this.platform.now();
    const message = parsed(text);
    if (!message) return;
    if (message.t === "outcomes") {
      const reply = (message.answer ?? null) as PushReply | null;
      this.#answers.shift()?.resolve({ status: message.status, reply });
      return;
    }
    this.heard(message);
    if (message.t === "bye") return this.close();
    if (message.t !== "page") return;
    this.#greeted = true;
    this.#hello?.resolve();
    this.#hello = null;
  }

  #end(socket: Socket): void {
    if (socket !== this.#socket) return;
    this.#socket = null;
    const greeted = this.#greeted;
    this.#greeted = false;
    const lost = new NoNetwork("the stream ended");
    this.#hello?.reject(lost);
    for (const waiting of this.#answers.splice(0)) waiting.reject(lost);
    this.#hello = null;
    if (greeted) this.ended();
  }

  async #wait<T>(ms: number, begin: (waiting: Waiting<T>) => void): Promise<T> {
    let cancel = (): void => undefined;
    try {
      return await new Promise<T>((resolve, reject) => {
        cancel = this.platform.later(ms, () => this.close());
        begin({ resolve, reject });
        if (!this.#socket) reject(new NoNetwork("no stream"));
      });
    } finally {
      cancel();
    }
  }
}

function parsed(text: string): Down | null {
  try {
    return JSON.parse(text) as Down;
  } catch {
    return null;
  }
}
