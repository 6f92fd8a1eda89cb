/** What stands guard over a device: its key, what it is enrolled as, and, once needed, the vaults of its people. */

import { Disk, got } from "../store/disk";
import type { Safe, Sealed } from "../store/safe";
import { SHARED, type Guard } from "../sync/device";
import type { Enrolled } from "../sync/http";
import type { HighWater } from "./clock";
import { DeviceKey, KEYS } from "./key";
import type { Vaults } from "./vaults";

export class DeviceGuard implements Guard, Safe {
  readonly disk: Disk;
  readonly signer: DeviceKey;
  readonly safe: Safe = this;
  /** What this device was enrolled as; null for one that somebody just signed in on. */
  about: Enrolled | null = null;
  /** Called once the server has said that this device is lost or out of use. */
  onGone: (code: string) => void = () => undefined;
  vaults: Vaults | null = null;
  clock: HighWater | null = null;
  #server: { readonly time: number; readonly at: number } | null = null;
  #loading: Promise<Vaults> | null = null;

  constructor(databases: IDBFactory) {
    this.disk = new Disk(databases, KEYS);
    this.signer = new DeviceKey(this.disk);
  }

  /** Read what this device is. */
  async start(): Promise<void> {
    const about = await this.disk.read(["meta"], async (tx) => got<unknown>(tx.objectStore("meta").get("about")));
    this.about = (about as Enrolled | undefined) ?? null;
    if (this.shared) await this.load();
  }

  get shared(): boolean {
    return this.about?.shared ?? false;
  }

  /** The server has enrolled this device. */
  async enrolled(about: Enrolled): Promise<void> {
    await this.disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").put(about, "about"))));
    this.about = about;
  }

  /** The vaults; their code comes when it is first needed. */
  load(): Promise<Vaults> {
    return (this.#loading ??= this.#load());
  }

  time(server: number): void {
    this.#server = { time: server, at: performance.now() };
    void this.clock?.heard(server);
  }

  gone(code: string): void {
    this.onGone(code);
  }

  get owner(): string {
    return this.vaults?.owner ?? "";
  }

  isPrivate(scope: string): boolean {
    return this.shared && !SHARED.test(scope);
  }

  async seal(text: string): Promise<Sealed> {
    return (await this.load()).seal(text);
  }

  async open(sealed: Sealed): Promise<string> {
    return (await this.load()).unseal(sealed);
  }

  async #load(): Promise<Vaults> {
    const [{ Vaults }, { HighWater }] = await Promise.all([import("./vaults"), import("./clock")]);
    this.clock = new HighWater(this.disk);
    await this.clock.load();
    if (this.#server) await this.clock.heard(this.#server.time + performance.now() - this.#server.at);
    return (this.vaults = new Vaults(this.disk, this.signer, this.clock));
  }
}
