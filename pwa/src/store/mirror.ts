/**
 * A second copy of what the server has not answered, beside the database: lines in files that only grow. It is written
 * after the database has an op and before anybody waits for it; what cannot be written here is no loss yet.
 *
 * A line is a base `{d, t, n, h}` that a chain goes on from, an op `{d, …}` as it is kept, or an op that the database
 * would not take: `{hold}`, later `{done}`.
 */

import type { Found } from "./found";
import type { KeptOp, NewOp, Unanswered } from "./outbox";

/** Files of which this one alone is written by this tab. */
export interface Files {
  /** The text of every file, this one last. */
  read(): Promise<string[]>;
  append(text: string): Promise<void>;
  /** Put a text in the place of all files that no living tab writes, and of this one. */
  replace(text: string): Promise<void>;
  close(): void;
}

const text = (line: object): string => `${JSON.stringify(line)}\n`;

export class Mirror {
  #files: Promise<Files | null> | null = null;
  #chars = 0;
  /** What is written while the files are put in order; it may stand in one that goes. */
  #meanwhile: string[] | null = null;

  constructor(private readonly open: () => Promise<Files | null>) {}

  /** Write an op behind the back of whoever made it. */
  add(device: string, op: KeptOp): void {
    void this.#append({ d: device, ...op });
  }

  /** Keep an op here alone. Resolves to whether it is on the disk. */
  hold(op: NewOp): Promise<boolean> {
    return this.#append({ hold: op });
  }

  /** The database has a held op now. */
  done(id: string): void {
    void this.#append({ done: id });
  }

  /** How much was written since the files were last put in order. */
  get chars(): number {
    return this.#chars;
  }

  /** Put in the place of all that what is still needed, as `read` finds it; nothing if that is a device without a name. */
  async compact(now: number, read: () => Promise<Unanswered>): Promise<void> {
    const files = await this.#opened();
    if (!files) return;
    this.#meanwhile = [];
    const { device, base, ops } = await read().catch((error: unknown) => {
      this.#meanwhile = null;
      throw error;
    });
    if (device === "") return void (this.#meanwhile = null); // the database was emptied: these files are all there is
    const lines = [{ d: device, t: now, ...base }, ...ops.map((op) => ({ d: device, ...op }))];
    const replaced = files.replace(lines.map(text).join(""));
    const late = this.#meanwhile.join("");
    this.#meanwhile = null;
    this.#chars = late.length;
    await replaced.then(() => (late === "" ? undefined : files.append(late))).catch(() => undefined);
  }

  /** What the files hold of a device; of the one that wrote last, if none is named. */
  async read(device = ""): Promise<Found | undefined> {
    const files = await this.#opened();
    const texts = await files?.read().catch(() => []);
    return texts && (await import("./found")).found(texts, device);
  }

  async close(): Promise<void> {
    (await this.#files)?.close();
  }

  #opened(): Promise<Files | null> {
    this.#files ??= this.open().catch(() => null);
    return this.#files;
  }

  async #append(line: object): Promise<boolean> {
    const files = await this.#opened();
    if (!files) return false;
    const written = text(line);
    this.#chars += written.length;
    this.#meanwhile?.push(written);
    return files.append(written).then(() => true, () => false);
  }
}
