/**
 * Pictures that the server does not have yet, in a database of their own: a row of theirs is large, and the ops do not
 * wait for them. Each is sealed with the key of the device, which no script can read out. It is no person's seal: that
 * may close for good before there is a network, and a picture must not be lost with it.
 */

import { Disk, got } from "./disk";

export const PHOTOS = "tote-photos";
const IV_BYTES = 12;
const NAME = /^[0-9a-f]{64}$/;

interface Kept {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** The SHA-256 of a file, in hex: what an op names it by. */
export async function hashOf(file: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", file));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Photos {
  readonly #disk: Disk;

  constructor(databases: IDBFactory, private readonly key: () => Promise<CryptoKey>) {
    this.#disk = new Disk(databases, PHOTOS);
  }

  /** Keep a file; it is on the disk when this resolves. Returns its name. Throws `StorageFull` or `StorageBroken`. */
  async keep(file: ArrayBuffer): Promise<string> {
    const [name, key] = [await hashOf(file), await this.key()];
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const kept: Kept = { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, file) };
    await this.#disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").put(kept, name))));
    return name;
  }

  /** The file of a name, if it is here and whole. */
  async open(name: string): Promise<ArrayBuffer | null> {
    const kept = (await this.#disk.read(["meta"], (tx) => got(tx.objectStore("meta").get(name)))) as Kept | undefined;
    if (!kept) return null;
    const key = await this.key();
    return crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, key, kept.sealed).catch(() => null);
  }

  /** The names of all that are here. */
  async names(): Promise<string[]> {
    const keys = await this.#disk.read(["meta"], (tx) => got(tx.objectStore("meta").getAllKeys()));
    return keys.map(String).filter((key) => NAME.test(key));
  }

  async forget(name: string): Promise<void> {
    await this.#disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").delete(name))));
  }

  close(): Promise<void> {
    return this.#disk.close();
  }
}
