/**
 * The server's time as this device knows it while alone. It never goes back: who sets the device's clock back gains
 * nothing. Only the server can correct it.
 */

import { got, type Disk } from "../store/disk";

interface Mark {
  /** What the server's clock is ahead of the device's own, in milliseconds, as at the last contact. */
  readonly offset: number;
  /** The highest time that was ever reached, UTC milliseconds. */
  readonly high: number;
}

export interface Clocks {
  /** The device's clock, which a person can set. */
  wall(): number;
  /** Milliseconds since the app was opened; nobody can set them. */
  run(): number;
}

const KEY = "clock";
const EVERY_MS = 60_000;

export class HighWater {
  #offset = 0;
  #high = 0;
  /** A time that was true when the app had run so long. */
  #since: { readonly time: number; readonly run: number } | null = null;
  #kept = 0;

  constructor(
    private readonly disk: Disk,
    private readonly clocks: Clocks = { wall: () => Date.now(), run: () => performance.now() },
  ) {}

  async load(): Promise<void> {
    const kept = await this.disk.read(["meta"], async (tx) => got<Mark | undefined>(tx.objectStore("meta").get(KEY)));
    if (!kept || this.#since) return;
    [this.#offset, this.#high, this.#kept] = [kept.offset, kept.high, kept.high];
    this.#since = { time: kept.high, run: this.clocks.run() };
  }

  /** The server has said what time it is. */
  heard(server: number): Promise<void> {
    this.#offset = server - this.clocks.wall();
    this.#high = server;
    this.#since = { time: server, run: this.clocks.run() };
    return this.keep();
  }

  /** UTC milliseconds. */
  now(): number {
    const ran = this.#since ? this.#since.time + this.clocks.run() - this.#since.run : 0;
    return (this.#high = Math.max(this.#high, this.clocks.wall() + this.#offset, ran));
  }

  /** Write down how far time has come, at most once a minute. */
  async keep(): Promise<void> {
    const high = this.now();
    if (Math.abs(high - this.#kept) < EVERY_MS) return;
    this.#kept = high;
    const mark: Mark = { offset: this.#offset, high };
    await this.disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").put(mark, KEY))));
  }
}
