/**
 * The device's own keys. They are made here, never leave the browser's store, and no script can read them out.
 *
 * They live in a database of their own: rows may be thrown away and fetched again, these may not.
 */

import { got, type Disk } from "../store/disk";
import type { Signer } from "../sync/http";
import { base64url, bytesOf } from "./bytes";

const ECDSA = { name: "ECDSA", namedCurve: "P-256" } as const;
const ES256 = { name: "ECDSA", hash: "SHA-256" } as const;
const AES = { name: "AES-GCM", length: 256 } as const;

/** The name of the database that holds keys and vaults. */
export const KEYS = "tote-keys";

export class DeviceKey implements Signer {
  #pair: Promise<CryptoKeyPair> | null = null;
  #wrap: Promise<CryptoKey> | null = null;

  constructor(private readonly disk: Disk) {}

  async point(): Promise<string> {
    const { publicKey } = await this.#keys();
    return base64url(await crypto.subtle.exportKey("raw", publicKey));
  }

  async sign(text: string): Promise<string> {
    const { privateKey } = await this.#keys();
    return base64url(await crypto.subtle.sign(ES256, privateKey, bytesOf(text)));
  }

  /** The key that binds what is sealed to this device. */
  wrap(): Promise<CryptoKey> {
    return (this.#wrap ??= this.#once("wrap", () => crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"])));
  }

  #keys(): Promise<CryptoKeyPair> {
    return (this.#pair ??= this.#once("pair", () => crypto.subtle.generateKey(ECDSA, false, ["sign", "verify"])));
  }

  /** What is kept under a name; made now if there is none. Of two tabs that make one, the first wins in both. */
  async #once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const kept = await this.disk.read(["meta"], async (tx) => got<T | undefined>(tx.objectStore("meta").get(name)));
    if (kept) return kept;
    const made = await make();
    return this.disk.write(["meta"], async (tx) => {
      const meta = tx.objectStore("meta");
      const first = await got<T | undefined>(meta.get(name));
      if (!first) meta.put(made, name);
      return first ?? made;
    });
  }
}
