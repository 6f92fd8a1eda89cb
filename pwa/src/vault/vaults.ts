/**
 * One vault a person on this device. Its key seals what only they may see; it opens with what they know (PIN or
 * password), what they carry (the badge), and only on this device:
 *
 *     unlock key = HKDF-SHA256(PBKDF2-SHA256(PIN, 600,000 rounds, salt) ‖ badge secret)
 *     kept       = AES-GCM(device key, AES-GCM(unlock key, vault key))
 *
 * The server has to agree before a vault is made; after that it opens without a network, for as long as the lease runs.
 */

import { got, type Disk } from "../store/disk";
import type { Me } from "../sync/wire";
import { bytesOf, type Bytes } from "./bytes";
import type { HighWater } from "./clock";
import type { DeviceKey } from "./key";

const HOUR_MS = 3_600_000;
export const LEASE_MS = 16 * HOUR_MS;
export const FORGET_MS = 72 * HOUR_MS;
export const TRIES_MOST = 5;
const ROUNDS = 600_000;
const IV_BYTES = 12;
const SALT_BYTES = 16;
const PREFIX = "vault/";
const NOTE = "note/";
const RAW = { name: "AES-GCM", length: 256 } as const;

/** What somebody shows of themselves. `badge`: the hash of the badge by which its vault is found, empty for a password. */
export interface Secret {
  readonly pin: string;
  readonly badge: string;
  /** The secret in the badge; empty for a password. */
  readonly carried: string;
}

interface Vault {
  readonly person: string;
  readonly name: string;
  readonly badge: string;
  /** Names the vault key. */
  readonly owner: string;
  readonly salt: Bytes;
  readonly wrapped: Bytes;
  /** Who they are and what they may do, sealed. */
  readonly me: Bytes;
  /** The server's time at the last contact of this person, UTC milliseconds. */
  readonly seen: number;
  /** Tries since the last right one. */
  readonly tries: number;
}

/** Somebody who can take this device without a network. */
export interface Known {
  readonly person: string;
  readonly name: string;
}

export type Opening =
  | { readonly me: Me; readonly late: boolean }
  | { readonly refused: "unknown" | "wrong" | "locked"; readonly left: number };

export class Vaults {
  /** The name of the key that is open; empty while none is. */
  owner = "";
  #open: CryptoKey | null = null;
  #until = 0;

  constructor(private readonly disk: Disk, private readonly key: DeviceKey, private readonly clock: HighWater) {}

  /** The server knows this person by this secret: make their vault, or keep it under the new PIN. Opens it. */
  async admit(me: Me, secret: Secret, before: Secret = secret): Promise<void> {
    const kept = await this.#kept(me.person.id, secret.badge);
    // A vault whose PIN was changed elsewhere cannot be opened any more: what it held comes again from the server.
    const old = kept && (await this.#unwrap(kept, before, true).catch(() => null));
    const key = old ?? (await crypto.subtle.generateKey(RAW, true, ["encrypt", "decrypt"]));
    const salt = random(SALT_BYTES);
    const { id: person, name } = me.person;
    const wrapped = await this.#wrap(key, { person, salt }, secret);
    const [owner, seen] = [old ? kept.owner : crypto.randomUUID(), this.clock.now()];
    const vault = { person, name, badge: secret.badge, owner, salt, wrapped, me: await seal(key, JSON.stringify(me)), seen };
    await this.#put({ ...vault, tries: 0 });
    await this.#use(await this.#unwrap(vault, secret, false), vault);
  }

  /** Open a vault without a network. Each try is counted before it is made, so that nothing cuts the count short. */
  async open(secret: Secret, person?: string): Promise<Opening> {
    this.close();
    const found = (await this.#all()).find((one) => one.badge === secret.badge && (!person || one.person === person));
    if (!found || this.clock.now() > found.seen + FORGET_MS) return { refused: "unknown", left: 0 };
    const tries = await this.#count(found);
    if (tries > TRIES_MOST) return { refused: "locked", left: 0 };
    const key = await this.#unwrap(found, secret, false).catch(() => null);
    if (!key) return { refused: tries === TRIES_MOST ? "locked" : "wrong", left: TRIES_MOST - tries };
    await this.#put({ ...found, tries: 0 });
    const me = JSON.parse(await unseal(key, found.me)) as Me;
    await this.#use(key, found);
    return { me, late: this.owner === "" };
  }

  /** Forget the key that is open. */
  close(): void {
    [this.owner, this.#open, this.#until] = ["", null, 0];
  }

  /** The server has just talked with the person whose vault is open: their lease begins anew. */
  async renew(me: Me): Promise<void> {
    const found = (await this.#all()).find((one) => one.owner === this.owner && one.person === me.person.id);
    if (!found || !this.#open) return;
    const seen = this.clock.now();
    await this.#put({ ...found, name: me.person.name, me: await seal(this.#open, JSON.stringify(me)), seen });
    this.#until = seen + LEASE_MS;
  }

  /** Close what has run out, and forget what nobody may open any more. Returns whether the open vault was closed. */
  async expire(): Promise<boolean> {
    const now = this.clock.now();
    const over = (await this.#all()).filter(({ seen }) => now > seen + FORGET_MS);
    for (const vault of over) await this.#forget(vault);
    if (this.owner === "" || now <= this.#until) return false;
    this.close();
    return true;
  }

  /** Whose badge this is; undefined if they have not signed in here, or too long ago. */
  async whose(badge: string): Promise<Known | undefined> {
    return (await this.#all()).find((one) => one.badge === badge);
  }

  async known(): Promise<Known[]> {
    return (await this.#all()).map(({ person, name }) => ({ person, name }));
  }

  /** The names of all keys that can still be opened. */
  async owners(): Promise<Set<string>> {
    return new Set((await this.#all()).map(({ owner }) => owner));
  }

  /** Keep a line for the person whose vault is open: where they were when they left. */
  async note(line: string): Promise<void> {
    if (!this.#open) return;
    const [key, sealed] = [`${NOTE}${this.owner}`, await seal(this.#open, line)];
    await this.disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").put(sealed, key))));
  }

  /** The line that was kept; empty if there is none. */
  async noted(): Promise<string> {
    const [open, key] = [this.#open, `${NOTE}${this.owner}`];
    const sealed = await this.disk.read(["meta"], async (tx) => got<Bytes | undefined>(tx.objectStore("meta").get(key)));
    return open && sealed ? unseal(open, sealed) : "";
  }

  /** Seal with the key that is open. */
  async seal(text: string): Promise<Bytes> {
    if (!this.#open) throw new Error("no vault is open");
    return seal(this.#open, text);
  }

  async unseal(sealed: Bytes): Promise<string> {
    if (!this.#open) throw new Error("no vault is open");
    return unseal(this.#open, sealed);
  }

  /** A vault whose lease is over tells who somebody is, and shows nothing more. */
  async #use(key: CryptoKey, { owner, seen }: Pick<Vault, "owner" | "seen">): Promise<void> {
    this.#until = seen + LEASE_MS;
    if (this.clock.now() <= this.#until) [this.owner, this.#open] = [owner, key];
    await this.clock.keep();
  }

  async #wrap(key: CryptoKey, vault: Pick<Vault, "person" | "salt">, secret: Secret): Promise<Bytes> {
    const iv = random(IV_BYTES);
    const unlock = await unlockKey(vault, secret);
    const inner = await crypto.subtle.wrapKey("raw", key, unlock, { name: "AES-GCM", iv });
    return encrypt(await this.key.wrap(), joined(iv, new Uint8Array(inner)));
  }

  async #unwrap(vault: Pick<Vault, "person" | "salt" | "wrapped">, secret: Secret, out: boolean): Promise<CryptoKey> {
    const inner = await decrypt(await this.key.wrap(), vault.wrapped);
    const iv = inner.slice(0, IV_BYTES);
    const unlock = await unlockKey(vault, secret);
    return crypto.subtle.unwrapKey(
      "raw", inner.slice(IV_BYTES), unlock, { name: "AES-GCM", iv }, "AES-GCM", out, ["encrypt", "decrypt"],
    );
  }

  async #kept(person: string, badge: string): Promise<Vault | undefined> {
    const all = await this.#all();
    return all.find((one) => one.person === person && (one.badge === "") === (badge === ""));
  }

  #all(): Promise<Vault[]> {
    const range = IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`);
    return this.disk.read(["meta"], (tx) => got<Vault[]>(tx.objectStore("meta").getAll(range)));
  }

  /** Count a try; returns how many there were with this one. */
  #count(vault: Vault): Promise<number> {
    return this.disk.write(["meta"], async (tx) => {
      const meta = tx.objectStore("meta");
      const now = ((await got(meta.get(keyOf(vault)))) as Vault | undefined) ?? vault;
      const tries = Math.min(now.tries, TRIES_MOST) + 1;
      meta.put({ ...now, tries }, keyOf(vault));
      return tries;
    });
  }

  #put(vault: Vault): Promise<void> {
    return this.disk.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").put(vault, keyOf(vault)))));
  }

  #forget(vault: Vault): Promise<void> {
    return this.disk.write(["meta"], async (tx) => {
      tx.objectStore("meta").delete(`${NOTE}${vault.owner}`);
      await got(tx.objectStore("meta").delete(keyOf(vault)));
    });
  }
}

/** A person has one vault for their badge and one for their password; a new badge takes the place of the old. */
const keyOf = ({ person, badge }: Pick<Vault, "person" | "badge">): string =>
  `${PREFIX}${person}/${badge === "" ? "password" : "badge"}`;

const random = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count));

function joined(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function unlockKey({ person, salt }: Pick<Vault, "person" | "salt">, secret: Secret): Promise<CryptoKey> {
  const { subtle } = crypto;
  const pin = await subtle.importKey("raw", bytesOf(secret.pin), "PBKDF2", false, ["deriveBits"]);
  const slow = await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, pin, 256);
  const both = joined(new Uint8Array(slow), bytesOf(secret.carried));
  const base = await subtle.importKey("raw", both, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: bytesOf(`tote-vault-1\n${person}`) };
  return subtle.deriveKey(how, base, RAW, false, ["wrapKey", "unwrapKey"]);
}

async function encrypt(key: CryptoKey, plain: Bytes): Promise<Bytes> {
  const iv = random(IV_BYTES);
  return joined(iv, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain)));
}

async function decrypt(key: CryptoKey, sealed: Bytes): Promise<Bytes> {
  const iv = sealed.slice(0, IV_BYTES);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed.slice(IV_BYTES)));
}

const seal = (key: CryptoKey, text: string): Promise<Bytes> => encrypt(key, bytesOf(text));
const unseal = async (key: CryptoKey, sealed: Bytes): Promise<string> => new TextDecoder().decode(await decrypt(key, sealed));
