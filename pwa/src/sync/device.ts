/** This device as screens see it: who is signed in, the rows, one way to change them, and how the sending goes. */

import { may, reads } from "../domain/people/roles";
import type { Outcome } from "../domain/outcome";
import { OFFLINE, type Kind, type Ops } from "../generated/ops";
import type { Right } from "../generated/roles";
import { decide } from "../ops/twins";
import { Disk, got } from "../store/disk";
import { opened, Outbox, type KeptOp, type NewOp, type TrayItem, type WireOutcome } from "../store/outbox";
import { Pages } from "../store/pages";
import { Replica } from "../store/replica";
import type { Safe } from "../store/safe";
import { Http, json, NoNetwork, SignInNeeded, type Ear, type Signer } from "./http";
import { Tabs, type Status, type TabMessage, type Trouble } from "./leader";
import { browser, uuid7, type Platform } from "./platform";
import { Puller } from "./pull";
import { Pusher } from "./push";
import { Queue } from "./queue";
import { Talk } from "./talk";
import type { Me, PushReply, SessionFrame } from "./wire";

/** An op that is on the disk. `outcome` is what the rules here foresee; the server's word comes by `outcomeOf`. */
export interface Recorded {
  readonly n: number;
  readonly id: string;
  readonly outcome: Outcome;
}

export interface RecordOptions {
  /** The versions that the person saw of what a request touches: `{"sales_order/<id>": ver}`. */
  readonly basis?: Readonly<Record<string, number>>;
  /** The numbers of the ops that this one builds on. */
  readonly deps?: readonly number[];
}

/** What stands guard over the device: its key, its seal, and an ear for what the server says of it. */
export interface Guard extends Ear {
  readonly signer?: Signer;
  readonly safe?: Safe;
}

interface DeviceName {
  readonly id: string;
  /** The id stands for a clone as well: the next sign-in gives this one its own. */
  readonly cloned?: boolean;
}

/** Scopes that stay on the device when a person leaves it: any picker of the floor may see them. */
export const SHARED = /^(catalog|wh:[^:]+)$/;

export class Session {
  me: Me | null = null;
  status: Status = "offline";
  /** Why the status is `error`; null otherwise. */
  trouble: Trouble | null = null;
  readonly replica = new Replica((op, state) => decide(op.kind, opened(op).body as never, state, this.#context(op)));
  readonly http: Http;
  readonly #listeners = new Set<() => void>();
  readonly #disk: Disk;
  readonly #outbox: Outbox;
  readonly #pages: Pages;
  readonly #queue: Queue;
  readonly #puller: Puller;
  readonly #talk: Talk;
  readonly #pusher: Pusher;
  #device: DeviceName = { id: "" };
  #leads = false;
  #tabs: Tabs | null = null;
  #unwake: () => void = () => undefined;

  constructor(private readonly platform: Platform = browser(), private readonly build = "", guard: Guard = {}) {
    this.#disk = new Disk(platform.databases);
    this.#outbox = new Outbox(this.#disk);
    this.#pages = new Pages(this.#disk, guard.safe);
    this.#queue = new Queue(this.#outbox, this.replica);
    this.#puller = new Puller(platform, this.#pages, this.replica, this.#queue, this.#outbox);
    const renewed = (session: SessionFrame): Promise<void> => this.#renewed(session);
    this.http = new Http(platform, () => this.#device.id, renewed, guard.signer, guard);
    const who = () => ({ device: this.#device.id, grantV: this.me?.grant_v ?? 0, build: this.build });
    this.#pusher = new Pusher(this.#queue, this.#outbox, who, guard.signer && ((text) => guard.signer!.sign(text)));
    this.#talk = new Talk(platform, this.http, this.#pusher, this.#puller, {
      device: () => this.#device.id,
      said: (status, trouble) => this.#say(status, trouble),
      changed: () => this.#changed(),
      grants: (version) => this.#grants(version),
      cloned: (id) => this.#cloned(id),
    });
  }

  /** Open with what is on the disk: the last person, their rows, their unsent ops. Needs no network. */
  async start(): Promise<void> {
    const stored = await this.#disk.read(["meta"], async (tx) => [
      await got(tx.objectStore("meta").get("device")), await got(tx.objectStore("meta").get("me")),
    ]);
    this.#device = (stored[0] as DeviceName | undefined) ?? this.#device;
    this.me = (stored[1] as Me | undefined) ?? null;
    await this.reread();
    this.#tabs = new Tabs(this.platform, (message) => void this.#heard(message));
    this.#unwake = this.platform.onWake(() => {
      this.#talk.wake();
      void this.reread(); // a tab that slept may have missed what the leader said
    });
    this.#tabs.tell({ t: "hello" });
    void this.#tabs.lead(async (stopped) => {
      await this.reread();
      this.#leads = true;
      await this.#talk.run(stopped);
    });
    this.#notify();
  }

  /** Let go of the network and the disk; nothing is lost. */
  async stop(): Promise<void> {
    this.#unwake();
    this.#tabs?.close();
    this.#talk.hangUp();
    await this.#disk.close();
  }

  /** The id that the server knows this device by; empty until it has one. */
  get deviceId(): string {
    return this.#device.id;
  }

  /** Throws `Refusal` with the server's words, or `NoNetwork`. `first` is done before anything of the person shows. */
  async signIn(login: string, password: string, first?: (session: SessionFrame) => Promise<void>): Promise<void> {
    const id = this.#device.cloned || this.#device.id === "" ? null : this.#device.id;
    const session = await this.http.signIn(login, password, { id, ...this.platform.device() });
    await first?.(session);
    await this.enter(session);
  }

  /** Go on as the person of a session that the server has opened. */
  async enter(session: SessionFrame): Promise<void> {
    this.#talk.hangUp();
    await this.#talk.between(() => this.#enter(session));
    await this.reread();
  }

  /** Somebody has shown without a network who they are. `open` gets them a session when there is one. */
  async enterOffline(me: Me, open: () => Promise<SessionFrame>): Promise<void> {
    this.#talk.hangUp();
    this.http.openBy(open);
    await this.#talk.between(async () => {
      await this.#leave((scope) => reads(scope, me.roles, me.person.id));
      await this.#keepMe(me);
    });
    await this.reread();
    this.#tabs?.tell({ t: "session", access: "" });
    this.#talk.wake();
  }

  /** The server knows this device by this id from now on; somebody has to sign in on it. */
  async become(id: string): Promise<void> {
    this.me = null;
    this.#talk.hangUp();
    await this.#disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").delete("me"))));
    await this.#talk.between(async () => {
      await this.#rename(id);
      await this.#leave((scope) => SHARED.test(scope));
    });
    this.#tabs?.tell({ t: "session", access: "" });
    this.#say("error", "sign_in");
  }

  /** The person leaves; what they have not sent stays here and goes with the next sign-in. */
  async signOut(): Promise<void> {
    this.me = null;
    this.#talk.hangUp();
    await this.#disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").delete("me"))));
    await this.#talk.between(() => this.#leave((scope) => SHARED.test(scope)));
    await this.http.signOut();
    this.#tabs?.tell({ t: "session", access: "" });
    this.#say("error", "sign_in");
  }

  /**
   * Keep an op; resolves once it is on the disk, and only then may anything beep. Throws `StorageFull` if there is no
   * room, `NoNetwork` for a kind that is not offered offline, `SignInNeeded` with nobody signed in.
   */
  async record<K extends Kind>(kind: K, body: Ops[K], options: RecordOptions = {}): Promise<Recorded> {
    if (!this.me) throw new SignInNeeded("nobody is signed in");
    if (OFFLINE[kind] === "online" && this.status === "offline") throw new NoNetwork(`${kind} needs the server`);
    const wall = this.platform.now();
    const id = uuid7(wall, this.platform.bytes(10));
    const op: NewOp<K> = { id, kind, author: this.me.person.id, wall, body, ...options };
    const outcome = this.foresee(kind, body, id);
    const kept = await this.#outbox.record(op);
    this.#queue.enter(kept);
    this.#tabs?.tell({ t: "ops" });
    this.#talk.nudge();
    this.#notify();
    return { n: kept.n, id, outcome };
  }

  /** What an op would come to by the rules here, without doing it. */
  foresee<K extends Kind>(kind: K, body: Ops[K], id = ""): Outcome {
    const author = this.me?.person.id ?? "";
    const wall = this.platform.now();
    return decide(kind, body, this.replica, this.#context({ id, n: this.#queue.lastN + 1, author, wall }));
  }

  /** The server's word on op `n`, as soon as it has come. */
  outcomeOf(n: number): Promise<WireOutcome> {
    return this.#queue.outcome(n);
  }

  /** What the server has not answered yet; `oldest` in UTC milliseconds. */
  pending(): { count: number; oldest: number | null } {
    const ops = this.#queue.pending();
    return { count: ops.length, oldest: ops[0]?.wall ?? null };
  }

  /** What somebody still has to look at, oldest first. */
  tray(): readonly TrayItem[] {
    return this.#queue.tray;
  }

  /** Somebody has dealt with a tray item, in the way they chose; what follows from it they record themselves. */
  async settle(n: number, _choice: string): Promise<void> {
    const item = this.#queue.tray.find((one) => one.n === n);
    if (!item) return;
    await this.#queue.dealtWith(item.id);
    this.#changed();
  }

  /** Whether the person signed in may do something in a scope; the server has the last word. */
  can(right: Right, scope: string): boolean {
    return this.me !== null && may(right, scope, this.me.roles, this.me.person.id);
  }

  /** Call `fn` when the person, the status, the queue or the tray has changed; returns what ends that. */
  onChange(fn: () => void): () => void {
    this.#listeners.add(fn);
    return () => this.#listeners.delete(fn);
  }

  #context({ id, n, author, wall }: Pick<KeptOp, "id" | "n" | "author" | "wall">) {
    return { id, author, device: this.#device.id, n, wall, receivedAt: wall };
  }

  /** Somebody has signed in: hide what they may not see, and take the name that the server gave this device. */
  async #enter(session: SessionFrame): Promise<void> {
    const { device, person, roles } = session;
    if (this.#device.id !== "" && this.#device.id !== device) await this.#rename(device);
    this.#device = { id: device };
    await this.#leave((scope) => reads(scope, roles, person.id));
    this.http.use(session.access);
    await this.#keep(session);
  }

  async #renewed(session: SessionFrame): Promise<void> {
    const other = this.me !== null && this.me.person.id !== session.person.id;
    if (other) throw new SignInNeeded("the cookie is somebody else's");
    await this.#keep(session);
  }

  async #keep({ access, expires_in, nonce: _, ...me }: SessionFrame): Promise<void> {
    await this.#keepMe(me);
    this.#tabs?.tell({ t: "session", access });
    this.#talk.renewed(access, expires_in);
  }

  async #rename(id: string): Promise<void> {
    this.#device = { id };
    await this.#outbox.adopt(this.#device, this.#queue.progress.answered);
    await this.#queue.load(true);
  }

  async #leave(stays: (scope: string) => boolean): Promise<void> {
    await this.#puller.drop([...this.replica.base.heads.keys()].filter((scope) => !stays(scope)));
  }

  async #keepMe(me: Me): Promise<void> {
    await this.#disk.write(["meta"], async (tx) => {
      tx.objectStore("meta").put(this.#device, "device");
      await got(tx.objectStore("meta").put(me, "me"));
    });
    this.me = me;
    if (this.trouble === "sign_in") this.#say("sending", null);
    else this.#notify();
  }

  async #grants(version: number): Promise<void> {
    if (this.me && version !== this.me.grant_v) await this.#keepMe(await this.http.get<Me>("/api/auth/me"));
  }

  async #cloned(newDevice: string | undefined): Promise<void> {
    if (newDevice !== undefined) return this.#rename(newDevice);
    this.#device = { ...this.#device, cloned: true };
    await this.#disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").put(this.#device, "device"))));
  }

  /** Hand over, through the drop-box, what the server has not answered; needs no session. Throws if it is not taken. */
  async deliver(): Promise<void> {
    await this.#talk.between(async () => {
      await this.#queue.catchUp();
      while (this.#pusher.waiting) {
        await this.#pusher.push(async (frame) => {
          const response = await this.http.drop(frame);
          return { status: response.status, reply: (await json(response)) as PushReply | null };
        });
      }
    });
    this.#changed();
  }

  /** Forget the rows whose seal nobody of `owners` can open. */
  sweep(owners: ReadonlySet<string>): Promise<void> {
    return this.#talk.between(() => this.#pages.sweep(owners));
  }

  /** Read what another tab has stored, or what a seal hides or shows now. */
  async reread(): Promise<void> {
    await this.#talk.between(async () => {
      await this.#queue.load();
      await this.#puller.load();
    });
    this.#notify();
  }

  async #heard(message: TabMessage): Promise<void> {
    if (message.t === "ops") {
      await this.#queue.catchUp();
      this.#talk.nudge();
    } else if (message.t === "stored") await this.reread();
    else if (message.t === "status") [this.status, this.trouble] = [message.status, message.trouble];
    else if (message.t === "hello") {
      if (this.#leads) this.#tabs?.tell({ t: "status", status: this.status, trouble: this.trouble });
    } else await this.#session(message.access);
    this.#notify();
  }

  /** Another tab has signed somebody in or out, or renewed the session. */
  async #session(access: string): Promise<void> {
    this.http.use(access);
    const [device, me] = await this.#disk.read(["meta"], async (tx) => [
      await got(tx.objectStore("meta").get("device")), await got(tx.objectStore("meta").get("me")),
    ]);
    const before = this.me?.person.id;
    this.#device = (device as DeviceName | undefined) ?? this.#device;
    this.me = (me as Me | undefined) ?? null;
    if (this.me?.person.id !== before) this.#talk.hangUp();
    await this.reread();
    this.#talk.wake();
  }

  #say(status: Status, trouble: Trouble | null): void {
    const same = this.status === status && this.trouble === trouble;
    [this.status, this.trouble] = [status, trouble];
    this.#tabs?.tell({ t: "status", status, trouble });
    if (!same) this.#notify();
  }

  #changed(): void {
    this.#tabs?.tell({ t: "stored" });
    this.#notify();
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
