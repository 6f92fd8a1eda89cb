/** For tests: the server's end of a stream. */

import type { Socket } from "./platform";
import type { FakeServer } from "./server";

export class Wire implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  readonly sent: string[] = [];
  isOpen = true;
  heard: (message: { t: string; [key: string]: unknown }, text: string) => void = () => undefined;

  constructor() {
    queueMicrotask(() => this.onopen?.());
  }

  send(text: string): void {
    this.sent.push(text);
    const message = JSON.parse(text) as { t: string };
    queueMicrotask(() => this.isOpen && this.heard(message, text));
  }

  close(): void {
    this.isOpen = false;
    queueMicrotask(() => this.onclose?.());
  }

  say(message: object): void {
    if (this.isOpen) this.onmessage?.({ data: JSON.stringify(message) });
  }
}

/** What one stream is told of the rows: all that changes after its hello, or after the last page. */
export class Pages {
  #at: number;

  constructor(private readonly server: FakeServer) {
    this.#at = server.changes.length;
  }

  next(): object {
    const [from, to] = [this.#at, this.server.changes.length];
    this.#at = to;
    return { t: "page", pages: [{ scope: "wh:ROT", from, to, more: false, changes: this.server.changes.slice(from) }] };
  }
}
