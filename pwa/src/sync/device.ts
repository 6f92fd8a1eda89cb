/** This device as screens see it: who is signed in, the rows, one way to change them, and how the sending goes. */

import { reads } from "../domain/people/roles";
import { KINDS, type Kind, type Ops } from "../generated/ops";
import { got, StorageBroken, StorageFull } from "../store/disk";
import { ZERO } from "../store/hash";
import { Mirror } from "../store/mirror";
import type { DeviceName, NewOp } from "../store/outbox";
import { Pages } from "../store/pages";
import type { Safe } from "../store/safe";
import { Http, NoNetwork, SignInNeeded, type Ear, type Signer } from "./http";
import { Keeper } from "./keeper";
import { Tabs, type Status, type TabMessage, type Trouble } from "./leader";
import { Losses, type Loss } from "./losses";
import { browser, uuid7, type Platform } from "./platform";
import { Puller } from "./pull";
import { Pusher } from "./push";
import { Seen, type Recorded, type RecordOptions } from "./seen";
import { Talk } from "./talk";
import type { Me, PullAnswer, SessionFrame } from "./wire";

export type { Unsettled } from "./queue";
export type { Recorded, RecordOptions } from "./seen";

/** What stands guard over the device: its key, its seal, and an ear for what the server says of it. */
export interface Guard extends Ear {
  readonly signer?: Signer;
  readonly safe?: Safe;
}

const TIDY_MS = 3_000;
const REOPEN_MS = 3_000;
const ORIGIN = { n: 0, h: ZERO };
/** Scopes that stay on the device when a person leaves it: any picker of the floor may see them. */
export const SHARED = /^(catalog|wh:[^:]+)$/;

export class Session extends Seen {
  readonly http: Http;
  readonly #mirror: Mirror;
  readonly #pages: Pages;
  protected readonly puller: Puller;
  readonly #keeper: Keeper;
  readonly #losses: Losses;
  readonly #talk: Talk;
  readonly #pusher: Pusher;
  #said: readonly [Status, Trouble | null] = ["offline", null];
  #leads = false;
  #tabs: Tabs | null = null;
  #opening: Promise<void> | null = null;
  #unwake: () => void = () => undefined;
  #untidy: () => void = () => undefined;

  constructor(platform: Platform = browser(), private readonly build = "", guard: Guard = {}) {
    super(platform);
    this.#mirror = new Mirror(() => platform.files());
    this.#pages = new Pages(this.disk, guard.safe);
    this.puller = new Puller(platform, this.#pages, this.replica, this.queue, this.shadow);
    this.#keeper = new Keeper(platform, this.outbox, this.#mirror, this.queue, {
      device: () => this.device.id,
      refill: () => this.#refill(),
      said: () => this.#say(...this.#said),
    });
    this.#losses = new Losses(platform, this.outbox, this.#mirror, this.queue);
    const renewed = (session: SessionFrame): Promise<void> => this.#renewed(session);
    this.http = new Http(platform, () => this.device.id, renewed, guard.signer, guard);
    const who = () => ({
      device: this.device.id, grantV: this.me?.grant_v ?? 0, build: this.build, declared: this.#keeper.declared,
    });
    this.#pusher = new Pusher(this.queue, this.outbox, who, guard.signer && ((text) => guard.signer!.sign(text)));
    this.#talk = new Talk(platform, this.http, this.#pusher, this.puller, {
      asking: () => ({ device: this.device.id, declared: this.#keeper.declared, lost: this.#losses.loss !== undefined }),
      said: (status, trouble) => this.#say(status, trouble),
      changed: () => this.#changed(),
      grants: (version) => this.#grants(version),
      forked: (device, from) => this.#rename(device, from),
      stands: (answer) => this.#stands(answer),
      lossTold: () => this.#lossTold(),
      shrunk: () => this.#refill(),
    });
  }

  /** Begin to open with what is on the disk, which takes a while; `start` waits for it. */
  prepare(): Promise<void> {
    // Before it reads: what another tab says meanwhile would never be heard.
    this.#tabs ??= new Tabs(this.platform, (message) => void this.#heard(message));
    return (this.#opening ??= this.#open());
  }

  /** Open with what is on the disk: the last person, their rows, their unsent ops. Needs no network. */
  async start(): Promise<void> {
    await this.prepare();
    this.#unwake = this.platform.onWake(() => void this.#awake());
    this.#tabs?.tell({ t: "hello" });
    void this.#tabs?.lead(async (stopped) => {
      await new Promise<void>((then) => this.platform.afterPaint(then)); // what was found first is seen first
      await this.reread().catch((error: unknown) => this.#broken(error));
      this.#leads = true;
      this.#untidy = this.platform.later(TIDY_MS, () => void this.#tidy());
      await this.#talk.run(stopped);
    });
    this.notify();
  }

  /** Without a database that answers there is nothing to show, and nothing may be done; that is tried again. */
  async #open(): Promise<void> {
    try {
      const [[device, me], loss] = await Promise.all([this.#take(), this.outbox.named<Loss>("loss"), this.shadow.load()]);
      this.#losses.loss = loss;
      this.me = me ?? null;
      if (!device) {
        this.device = { id: await this.#losses.recover() };
        await this.#take();
      }
      this.notify();
    } catch (error) {
      this.#broken(error);
      this.platform.later(REOPEN_MS, () => void this.#open().then(() => this.#talk.wake()));
    }
  }

  #broken(error: unknown): void {
    if (!(error instanceof StorageBroken) && !(error instanceof StorageFull)) throw error;
    this.#say("error", "storage");
  }

  #meta(): Promise<[DeviceName | undefined, Me | undefined]> {
    return this.disk.read(["meta"], (tx) => {
      const meta = tx.objectStore("meta");
      return Promise.all([got<DeviceName | undefined>(meta.get("device")), got<Me | undefined>(meta.get("me"))]);
    });
  }

  /** The page is shown again, or the network is back. A connection to the database may have died meanwhile. */
  async #awake(): Promise<void> {
    await this.disk.close();
    this.#talk.wake();
    void this.#keeper.probe();
    await this.reread(); // a tab that slept may have missed what the leader said
  }

  /** The database holds less than this tab has seen in it: it was emptied, or another tab has filled it again. */
  async #refill(): Promise<void> {
    const [device] = await this.#meta();
    const ops = this.queue.pending();
    if (device) {
      this.device = device;
      await this.#keeper.again(ops);
    } else if (this.device.id !== "") {
      const live = { id: this.device.id, answered: this.queue.progress.answered, ops };
      this.device = { id: await this.#losses.recover(live) };
      if (this.me) await this.#keepMe(this.me);
    }
    await this.queue.load(true);
    void this.#tidy();
  }

  #tidy(always = true): Promise<void> {
    return this.#talk.between(() => this.#keeper.tidy(always)).catch((error: unknown) => console.warn("second copy", error));
  }

  async #stands(answer: PullAnswer): Promise<void> {
    if (!(await this.#losses.leavesGap(answer))) return;
    await this.puller.follow(answer);
    await this.#keeper.tidy();
  }

  async #lossTold(): Promise<void> {
    await this.#losses.told(this.device.id);
    this.#changed();
  }

  /** Let go of the network and the disk; nothing is lost. */
  async stop(): Promise<void> {
    this.#unwake();
    this.#untidy(); // a store that is emptied next is not to be opened again
    this.#tabs?.close();
    this.#talk.hangUp();
    await this.#mirror.close();
    await this.disk.close();
  }

  /** Throws `Refusal` with the server's words, or `NoNetwork`. `first` is done before anything of the person shows. */
  async signIn(login: string, password: string, first?: (session: SessionFrame) => Promise<void>): Promise<void> {
    const session = await this.http.signIn(login, password, { id: this.device.id || null, ...this.platform.device() });
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
    await this.disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").delete("me"))));
    await this.#talk.between(async () => {
      await this.#rename(id, this.queue.progress.answered + 1);
      await this.#leave((scope) => SHARED.test(scope));
    });
    this.#tabs?.tell({ t: "session", access: "" });
    this.#say("error", "sign_in");
  }

  /** The person leaves; what they have not sent stays here and goes with the next sign-in. */
  async signOut(): Promise<void> {
    this.me = null;
    this.#talk.hangUp();
    await this.disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").delete("me"))));
    await this.#talk.between(() => this.#leave((scope) => SHARED.test(scope)));
    await this.http.signOut();
    this.#tabs?.tell({ t: "session", access: "" });
    this.#say("error", "sign_in");
  }

  /**
   * Keep an op; resolves once it is on the disk, and only then may anything beep. Throws `StorageFull` if there is no
   * room and `StorageBroken` if nothing can be kept at all, `NoNetwork` for a kind that is not offered offline,
   * `SignInNeeded` with nobody signed in.
   */
  async record<K extends Kind>(kind: K, body: Ops[K], options: RecordOptions = {}): Promise<Recorded> {
    if (!this.me) throw new SignInNeeded("nobody is signed in");
    if (KINDS[kind][1] === "online" && this.status === "offline") throw new NoNetwork(`${kind} needs the server`);
    const wall = this.platform.now();
    const id = uuid7(wall, this.platform.bytes(10));
    const op: NewOp<K> = { id, kind, author: this.me.person.id, wall, body, ...options, grantV: this.me.grant_v };
    const { version } = this.replica;
    const n = this.queue.lastN + 1;
    const outcome = this.foresee(kind, body, id, wall);
    const kept = await this.#keeper.keep(op);
    // What was foreseen over these same rows need not be worked out again while a hand waits for the beep.
    this.queue.enter(kept, kept.n === n && this.replica.version === version ? outcome : undefined);
    this.notify();
    this.platform.afterPaint(() => {
      // after the beep
      this.#tabs?.tell({ t: "ops" });
      this.#talk.nudge();
    });
    return { n: kept.n, id, outcome };
  }

  /** Somebody has dealt with a tray item, in the way they chose; what follows from it they record themselves. */
  async settle(n: number, _choice: string): Promise<void> {
    const item = this.queue.tray.find((one) => one.n === n);
    if (!item) return;
    await this.queue.dealtWith(item.id);
    this.#changed();
  }

  /** Somebody has signed in: hide what they may not see, and take the name that the server gave this device. */
  async #enter(session: SessionFrame): Promise<void> {
    const { device, person, roles } = session;
    // The server knows nothing of the former name: all that it has not answered goes under the new one.
    if (this.device.id !== "" && this.device.id !== device) await this.#rename(device, this.queue.progress.answered + 1);
    this.device = { id: device };
    await this.disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").put(this.device, "device"))));
    this.#keeper.remember();
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

  /** This app is another device from now on: the ops from `from` on are numbered anew under its name. */
  async #rename(id: string, from: number): Promise<void> {
    await this.queue.renumber(ORIGIN, from, { id });
    this.device = { id };
    await this.shadow.clear();
    this.#keeper.remember();
    await this.#keeper.tidy();
    this.#tabs?.tell({ t: "renamed", id });
    this.#changed();
  }

  async #leave(stays: (scope: string) => boolean): Promise<void> {
    await this.puller.drop([...this.replica.base.heads.keys()].filter((scope) => !stays(scope)));
  }

  async #keepMe(me: Me): Promise<void> {
    await this.disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").put(me, "me"))));
    this.me = me;
    if (this.trouble === "sign_in") this.#say("sending", null);
    else this.notify();
  }

  async #grants(version: number): Promise<void> {
    if (this.me && version !== this.me.grant_v) await this.#keepMe(await this.http.get<Me>("/api/auth/me"));
  }

  /** Hand over, through the drop-box, what the server has not answered; needs no session. Throws if it is not taken. */
  async deliver(): Promise<void> {
    const { dropAll } = await import("./drop");
    await this.#talk.between(async () => {
      await this.queue.catchUp();
      if ((await dropAll(this.http, this.#pusher, () => undefined)) > 0) throw new NoNetwork("the server asks for patience");
    });
    this.#changed();
  }

  /** Forget the rows whose seal nobody of `owners` can open. */
  sweep(owners: ReadonlySet<string>): Promise<void> {
    return this.#talk.between(() => this.#pages.sweep(owners));
  }

  /** Read what another tab has stored, or what a seal hides or shows now. */
  async reread(): Promise<void> {
    await this.#take();
    this.notify();
  }

  /** Take up what is on the disk. */
  #take(): Promise<readonly [DeviceName | undefined, Me | undefined]> {
    return this.#talk.between(async () => {
      const [meta, journal, rows] = await Promise.all([this.#meta(), this.queue.read(), this.puller.read()]);
      await this.queue.ready(journal, rows.heads);
      this.device = meta[0] ?? this.device; // a tab may have taken another name and died before it told
      // In one step: rows count what ops do not, and whether an op is in the rows only they can tell.
      rows.lay(this.replica.base, journal.progress.epoch);
      this.queue.lay(journal);
      return meta;
    });
  }

  async #heard(message: TabMessage): Promise<void> {
    if (message.t === "ops") {
      await this.queue.catchUp();
      this.#talk.nudge();
    } else if (message.t === "stored") await this.reread();
    else if (message.t === "renamed") {
      this.device = { id: message.id };
      await this.#talk.between(() => this.queue.load(true));
    }
    else if (message.t === "status") [this.status, this.trouble] = [message.status, message.trouble];
    else if (message.t === "hello") {
      if (this.#leads) this.#tabs?.tell({ t: "status", status: this.status, trouble: this.trouble });
    } else await this.#session(message.access);
    this.notify();
  }

  /** Another tab has signed somebody in or out, or renewed the session. */
  async #session(access: string): Promise<void> {
    this.http.use(access);
    const [device, me] = await this.#meta();
    const before = this.me?.person.id;
    this.device = device ?? this.device;
    this.me = me ?? null;
    if (this.me?.person.id !== before) this.#talk.hangUp();
    await this.reread();
    this.#talk.wake();
  }

  /** What there is to say of the sending; that nothing can be kept comes before it. */
  #say(status: Status, trouble: Trouble | null): void {
    this.#said = [status, trouble];
    if (this.#keeper.isStuck) [status, trouble] = ["error", "storage"];
    const same = this.status === status && this.trouble === trouble;
    [this.status, this.trouble] = [status, trouble];
    if (same) return;
    this.#tabs?.tell({ t: "status", status, trouble });
    this.notify();
  }

  #changed(): void {
    if (this.shadow.size > 0) void this.shadow.release(this.queue.progress.answered, this.platform.now());
    if (this.#leads && this.queue.pending().length === 0) void this.#tidy(false);
    this.#tabs?.tell({ t: "stored" });
    this.notify();
  }
}
