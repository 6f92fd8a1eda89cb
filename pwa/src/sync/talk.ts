/**
 * The talk of the leading tab with the server: one loop, so that pushes, pages and snapshots never cross.
 *
 *     asleep ──ring──▶ hear what came ─▶ connect ─▶ push all ─▶ pull if behind ─▶ fetch whole scopes ─▶ asleep
 *        ▲                                          │ any failure
 *        └───────── wait: 0.5 s, doubled up to 15 s ◀┘
 *
 * Pages that come while a push is on its way are taken after its answer: no op is ever counted twice.
 */

import { StorageBroken, StorageFull } from "../store/disk";
import { Shrunk } from "../store/outbox";
import { checked, json, NoNetwork, Refusal, SignInNeeded, type Http } from "./http";
import type { Status, Trouble } from "./leader";
import { Live } from "./live";
import { Bell, type Platform } from "./platform";
import { BadSnapshot, TooOld, type Asking, type Puller } from "./pull";
import { Forked, Hole, Later, WentBack, type Pusher, type Send } from "./push";
import { ROWS_V, type Down, type PullAnswer, type PushReply } from "./wire";

const POLL_MS = 15_000;
/** Pushes under way on a stream. Requests may overtake one another, and go one by one. */
const AT_ONCE = 8;
const BACKOFF_MS = 500;
const BACKOFF_MS_MOST = 15_000;
const SIGNED_OUT_MS = 300_000;
const FRESH_SHARE = 0.8;
const PULLS_MOST = 50;
/** Within this time the devices of a server that went away come back to it. */
const SPREAD_MS = 1_000;
const SPREAD_MS_RESTART = 5_000;
/** These end a stream for other reasons than that its session is over. */
const STREAM_ENDS = new Set(["restart", "epoch", "too_old", "slow", "bad_message", "bad_hello"]);

/** What the loop reports to. */
export interface Ear {
  /** What to say of this device in a pull. */
  asking(): Asking;
  said(status: Status, trouble: Trouble | null): void;
  /** Rows, outcomes or cursors have changed. */
  changed(): void;
  grants(version: number): Promise<void>;
  /** Go on under another name, from op `from` on. */
  forked(device: string, from: number): Promise<void>;
  /** The server has said where it stands with this device. */
  stands(answer: PullAnswer): Promise<void>;
  /** The database does not hold what waits to be sent. */
  shrunk(): Promise<void>;
  /** What was asked with `lost` has been taken. */
  lossTold(): Promise<void>;
}

export class Talk {
  readonly #bell: Bell;
  readonly #live: Live;
  #inbox: Down[] = [];
  #failures = 0;
  #liveAfter = 0;
  #renewAt = Infinity;
  #pushAfter = 0;
  #signedOutUntil = 0;
  #ended = "";
  #isTooOld = false;
  #isFull = false;
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
      if (message.t === "bye") this.#ended = message.reason;
      this.#inbox.push(message);
      this.#bell.ring();
    };
    this.#live = new Live(platform, heard, () => this.#streamEnded());
  }

  /** A session was opened or renewed; it lasts this long. */
  renewed(access: string, expiresInS: number): void {
    this.#renewAt = this.platform.now() + expiresInS * 1_000 * FRESH_SHARE;
    this.#pushAfter = 0;
    this.#live.renew(access);
    this.wake();
  }

  /** Try at once. */
  wake = (): void => {
    this.#failures = 0;
    this.#liveAfter = 0;
    this.#signedOutUntil = 0;
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
    const isQuiet = this.#inbox.length === 0;
    if (this.platform.now() >= this.#renewAt) await this.#renew();
    if (this.#isFull) await this.#pushAll(); // rows that find no room must not hold up ops
    await this.#hear();
    if (!this.#live.open) await this.#connect();
    await this.#pushAll();
    puller.behind ||= !this.#live.open;
    for (let pulls = 0; puller.behind && pulls < PULLS_MOST; pulls++) await this.#pull();
    if (this.ear.asking().lost && !pusher.waiting) await this.#tellLoss();
    for (const scope of [...puller.reset]) {
      await puller.snapshot(scope, await this.#answered(`/api/sync/snapshot/${encodeURIComponent(scope)}?rows_v=${ROWS_V}`));
      this.ear.changed();
    }
    this.#isFull = false;
    // What changed while the snapshots were on their way came before their end, or comes as pages.
    const wait = this.#pushAfter - this.platform.now();
    if (this.#inbox.length > 0 || (pusher.waiting && wait <= 0)) return 0;
    if (isQuiet && !pusher.waiting && (await pusher.look())) return 0;
    this.ear.said(pusher.waiting ? "sending" : "current", null);
    if (!pusher.waiting) await puller.fold();
    const next = this.#live.open ? POLL_MS * 2 : POLL_MS;
    return wait > 0 ? Math.min(wait, next) : next;
  }

  async #connect(): Promise<void> {
    if (this.http.access === "") await this.#renew();
    if (this.platform.now() < this.#liveAfter || this.#isTooOld) return;
    const hello = this.puller.frame({ ...this.ear.asking(), lost: false }, { t: "hello", token: this.http.access });
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
        await this.pusher.push(this.#send, this.#live.open ? AT_ONCE : 1);
      } catch (error) {
        if (error instanceof Later) {
          this.#pushAfter = this.platform.now() + this.#patience(error.seconds);
          return;
        }
        await this.#mend(error);
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

  /** Do what the server asks for in place of taking a push. */
  async #mend(error: unknown): Promise<void> {
    if (error instanceof WentBack) await this.puller.wentBack(error.epoch);
    else if (error instanceof Hole) await this.#pull(true);
    else if (error instanceof Shrunk) await this.ear.shrunk();
    else if (error instanceof Forked) {
      await this.ear.forked(error.device, error.from);
      this.hangUp();
      await this.#renew();
    } else throw error;
  }

  async #pull(isHole = false): Promise<void> {
    this.puller.behind = false;
    const response = await this.http.send("/api/sync/pull", this.puller.frame({ ...this.ear.asking(), lost: false }));
    const answer = await this.#pulled(response);
    if (!answer) return;
    if (isHole) await this.puller.follow(answer);
    await this.#take(answer);
  }

  /** All that was found again is sent: the server may say what nobody has. */
  async #tellLoss(): Promise<void> {
    const answer = await this.#pulled(await this.http.send("/api/sync/pull", this.puller.frame(this.ear.asking())));
    if (!answer) return;
    await this.#take(answer);
    await this.ear.lossTold();
  }

  /** The answer to a pull; nothing if the server went back in time, which is dealt with here. */
  async #pulled(response: Response): Promise<PullAnswer | null> {
    this.#isTooOld = response.status === 426;
    if (this.#isTooOld) throw new TooOld("the server gives out other rows");
    this.#heedPatience(response);
    if (response.status !== 409) return checked<PullAnswer>(response);
    const { epoch } = ((await json(response)) ?? {}) as PushReply;
    if (typeof epoch !== "object") throw new NoNetwork("HTTP 409 without an epoch");
    await this.puller.wentBack(epoch);
    return null;
  }

  async #answered(path: string): Promise<Response> {
    const response = await this.http.send(path);
    this.#heedPatience(response);
    if (response.status === 426) throw new TooOld("the server gives out other rows");
    if (!response.ok) await checked(response);
    return response;
  }

  #heedPatience(response: Response): void {
    if (response.status !== 429 && response.status !== 503) return;
    throw new Later(Number(response.headers.get("retry-after")) || 2);
  }

  async #take(answer: PullAnswer): Promise<void> {
    await this.ear.stands(answer);
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
      } else if (message.t === "beat") await this.puller.beat(message.heads, message.receipt);
      else if (message.t === "poke") this.puller.behind = true;
      else if (message.t === "bye") this.#bye(message.reason);
    }
  }

  #bye(reason: string): void {
    if (!STREAM_ENDS.has(reason)) this.http.use("");
    if (reason === "restart") this.#liveAfter = this.platform.now() + this.platform.random() * SPREAD_MS_RESTART;
    this.puller.behind ||= reason === "epoch" || reason === "too_old";
  }

  /** Come back at once, but not all devices in the same moment. */
  #streamEnded(): void {
    this.platform.later(this.platform.random() * (this.#ended === "restart" ? SPREAD_MS_RESTART : SPREAD_MS), this.#bell.ring);
    this.#ended = "";
  }

  async #renew(): Promise<void> {
    if (this.platform.now() < this.#signedOutUntil) throw new SignInNeeded("nobody has signed in yet");
    this.#renewAt = Infinity;
    this.http.use("");
    await this.http.refresh();
    this.#signedOutUntil = 0;
  }

  async #failed(error: unknown): Promise<number> {
    if (error instanceof SignInNeeded) return this.#signedOut();
    this.puller.behind = true;
    this.#isFull = error instanceof StorageFull;
    if (error instanceof Later) {
      this.ear.said(this.pusher.waiting ? "sending" : "error", this.pusher.waiting ? null : "server");
      return this.#patience(error.seconds);
    }
    if (error instanceof NoNetwork) {
      this.#liveAfter = 0;
      this.ear.said("offline", null);
    } else if (error instanceof TooOld) {
      this.#failures = 0; // ops go on at once
      this.ear.said("error", "update");
      return POLL_MS * (1 + this.platform.random());
    } else if (error instanceof StorageFull || error instanceof StorageBroken) this.ear.said("error", "storage");
    else if (error instanceof Refusal || error instanceof BadSnapshot) this.ear.said("error", "server");
    else {
      console.error(error);
      this.ear.said("error", "bug");
    }
    return this.#backOff();
  }

  /** Nobody can be signed in: what waits goes to the drop-box, if this device can sign for it. */
  async #signedOut(): Promise<number> {
    this.hangUp();
    this.http.use(""); // a session whose key is gone still has its token: it would try that for ever
    const now = this.platform.now();
    if (this.#signedOutUntil <= now) this.#signedOutUntil = now + SIGNED_OUT_MS;
    this.ear.said("error", "sign_in");
    if (!this.pusher.signs || !this.pusher.waiting || now < this.#pushAfter) return SIGNED_OUT_MS;
    try {
      const { dropAll } = await import("./drop");
      const seconds = await dropAll(this.http, this.pusher, () => this.ear.changed());
      this.#pushAfter = now + this.#patience(seconds);
      return seconds > 0 ? this.#patience(seconds) : SIGNED_OUT_MS;
    } catch (error) {
      if (error instanceof NoNetwork) return this.#backOff();
      if (error instanceof Forked) await this.ear.forked(error.device, error.from);
      else if (error instanceof WentBack) {
        await this.puller.wentBack(error.epoch);
        return 0;
      } else if (error instanceof SignInNeeded) this.#pushAfter = this.#signedOutUntil;
      else console.error(error);
      return SIGNED_OUT_MS;
    }
  }

  #backOff(): number {
    const most = Math.min(BACKOFF_MS_MOST, BACKOFF_MS * 2 ** this.#failures);
    this.#failures += 1;
    return most * (0.5 + this.platform.random());
  }

  /** At least as long as the server asks for, and not all devices in the same moment. */
  #patience(seconds: number): number {
    return seconds * 1_000 * (1 + this.platform.random());
  }
}
