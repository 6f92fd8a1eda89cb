/**
 * The talk of the leading tab with the server: one loop, so that pushes, pages and snapshots never cross.
 *
 *     asleep ──ring──▶ hear what came ─▶ connect ─▶ push all ─▶ pull if behind ─▶ fetch whole scopes ─▶ asleep
 *        ▲                                          │ any failure
 *        └───────── wait: 0.5 s, doubled up to 15 s ◀┘
 *
 * Pages that come while a push is on its way are taken after its answer: no op is ever counted twice.
 */

import { StorageFull } from "../store/disk";
import { checked, json, NoNetwork, Refusal, SignInNeeded, type Http } from "./http";
import type { Status, Trouble } from "./leader";
import { Live } from "./live";
import { Bell, type Platform } from "./platform";
import type { Puller } from "./pull";
import { BadSnapshot } from "./pull";
import { Forked, Later, type Pusher, type Send } from "./push";
import type { Down, PullAnswer, PushReply } from "./wire";

const POLL_MS = 15_000;
const BACKOFF_MS = 500;
const BACKOFF_MS_MOST = 15_000;
const SIGNED_OUT_MS = 300_000;
const FRESH_SHARE = 0.8;
const PULLS_MOST = 50;

/** What the loop reports to. */
export interface Ear {
  device(): string;
  said(status: Status, trouble: Trouble | null): void;
  /** Rows, outcomes or cursors have changed. */
  changed(): void;
  grants(version: number): Promise<void>;
  cloned(newDevice: string | undefined): Promise<void>;
}

export class Talk {
  readonly #bell: Bell;
  readonly #live: Live;
  #inbox: Down[] = [];
  #failures = 0;
  #liveAfter = 0;
  #renewAt = Infinity;
  #pushAfter = 0;
  #over = false;
  #busy: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly platform: Platform,
    private readonly http: Http,
    private readonly pusher: Pusher,
    private readonly puller: Puller,
    private readonly ear: Ear,
  ) {
    this.#bell = new Bell(platform.later);
    const heard = (message: Down): void => {
      this.#inbox.push(message);
      this.#bell.ring();
    };
    this.#live = new Live(platform, heard, this.#bell.ring);
  }

  /** A session was opened or renewed; it lasts this long. */
  renewed(access: string, expiresInS: number): void {
    this.#renewAt = this.platform.now() + expiresInS * 1_000 * FRESH_SHARE;
    this.#live.renew(access);
    this.wake();
  }

  /** Try at once. */
  wake = (): void => {
    this.#failures = 0;
    this.#liveAfter = 0;
    this.#bell.ring();
  };

  /** Something was recorded. While the server is away the next try comes in its own time. */
  nudge(): void {
    if (this.#failures === 0) this.#bell.ring();
  }

  /** Do something while no turn is under way. */
  between<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#busy.then(work);
    this.#busy = result.catch(() => undefined);
    return result;
  }

  /** End the stream: somebody else signs in, or nobody. */
  hangUp(): void {
    this.#live.close();
    this.#inbox = [];
  }

  async run(stopped: Promise<void>): Promise<void> {
    void stopped.then(() => {
      this.#over = true;
      this.hangUp();
      this.#bell.ring();
    });
    while (!this.#over) await this.#bell.wait(await this.between(() => this.#turn()));
  }

  /** One turn; how long to sleep after it. */
  async #turn(): Promise<number> {
    try {
      const patience = await this.#exchange();
      this.#failures = 0;
      return patience;
    } catch (error) {
      return this.#failed(error);
    }
  }

  async #exchange(): Promise<number> {
    const { pusher, puller } = this;
    if (this.platform.now() >= this.#renewAt) await this.#renew();
    await this.#hear();
    if (!this.#live.open) await this.#connect();
    await this.#pushAll();
    for (let pulls = 0; puller.behind && pulls < PULLS_MOST; pulls++) await this.#pull();
    for (const scope of [...puller.reset]) {
      await puller.snapshot(scope, await this.#answered(`/api/sync/snapshot/${encodeURIComponent(scope)}`));
      this.ear.changed();
    }
    // What changed while the snapshots were on their way came before their end, or comes as pages.
    const wait = this.#pushAfter - this.platform.now();
    if (this.#inbox.length > 0 || (pusher.waiting && wait <= 0)) return 0;
    this.ear.said(pusher.waiting ? "sending" : "current", null);
    if (!pusher.waiting) await puller.fold();
    const next = this.#live.open ? POLL_MS * 2 : POLL_MS;
    puller.behind ||= !this.#live.open;
    return wait > 0 ? Math.min(wait, next) : next;
  }

  async #connect(): Promise<void> {
    if (this.http.access === "") await this.#renew();
    if (this.platform.now() < this.#liveAfter) return;
    const hello = this.puller.frame(this.ear.device(), { t: "hello", token: this.http.access });
    try {
      await this.#live.connect(hello);
    } catch (error) {
      if (!(error instanceof NoNetwork)) throw error;
      // A proxy may not let streams through; plain requests still go, and tell if there is no network.
      this.#liveAfter = this.platform.now() + POLL_MS * 4;
      this.puller.behind = true;
    }
    await this.#hear();
  }

  /** Send all that waits, unless the server wants to be left alone for a while. */
  async #pushAll(): Promise<void> {
    while (this.pusher.waiting && this.platform.now() >= this.#pushAfter) {
      this.ear.said("sending", null);
      try {
        await this.pusher.push(this.#send);
      } catch (error) {
        if (error instanceof Later) {
          this.#pushAfter = this.platform.now() + error.seconds * 1_000 * this.#jitter();
          return;
        }
        if (!(error instanceof Forked)) throw error;
        await this.ear.cloned(error.newDevice);
        throw new SignInNeeded("a new name is needed");
      }
      this.ear.changed();
      await this.#hear();
    }
  }

  #send: Send = async (frame) => {
    if (this.#live.open) return this.#live.push(frame);
    const response = await this.http.send("/api/sync/push", frame);
    return { status: response.status, reply: (await json(response)) as PushReply | null };
  };

  async #pull(): Promise<void> {
    this.puller.behind = false;
    const response = await this.#answered("/api/sync/pull", this.puller.frame(this.ear.device()));
    await this.#take(await checked<PullAnswer>(response));
  }

  async #answered(path: string, body?: string): Promise<Response> {
    const response = await this.http.send(path, body);
    if (!response.ok) await checked(response);
    return response;
  }

  async #take(answer: PullAnswer): Promise<void> {
    await this.puller.take(answer);
    await this.ear.grants(answer.grant_v);
    this.ear.changed();
  }

  /** Take what the stream has said, in its order. */
  async #hear(): Promise<void> {
    for (let message = this.#inbox.shift(); message; message = this.#inbox.shift()) {
      if (message.t === "page" && message.outcomes) await this.#take(message as PullAnswer & Down);
      else if (message.t === "page") {
        await this.puller.apply(message.pages);
        this.ear.changed();
      } else if (message.t === "beat") {
        for (const [scope, head] of Object.entries(message.heads)) this.puller.compare(scope, head);
      } else if (message.t === "poke") this.puller.behind = true;
      else if (message.t === "bye" && message.reason !== "restart") this.http.use("");
    }
  }

  async #renew(): Promise<void> {
    this.#renewAt = Infinity;
    this.http.use("");
    await this.http.refresh();
  }

  #failed(error: unknown): number {
    if (error instanceof SignInNeeded) {
      this.hangUp();
      this.ear.said("error", "sign_in");
      return SIGNED_OUT_MS;
    }
    this.puller.behind = true;
    const most = Math.min(BACKOFF_MS_MOST, BACKOFF_MS * 2 ** this.#failures);
    this.#failures += 1;
    if (error instanceof NoNetwork) {
      this.#liveAfter = 0;
      this.ear.said("offline", null);
    }
    else if (error instanceof StorageFull) this.ear.said("error", "storage_full");
    else if (error instanceof Refusal || error instanceof BadSnapshot) this.ear.said("error", "server");
    else {
      console.error(error);
      this.ear.said("error", "bug");
    }
    return most * this.#jitter();
  }

  #jitter(): number {
    return 0.5 + this.platform.random();
  }
}
