/** The hash chain over a device's ops, and the digest over a scope's rows. BLAKE2b with 16 bytes (RFC 7693). */

import { blake2b } from "./blake2b";

const MASK = (1n << 128n) - 1n;

/** h_0, and the digest of a scope without rows. */
export const ZERO = "0".repeat(32);

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** h_n from h_(n-1) and the text of op n; 32 hex digits. */
export function link(h: string, op: string): string {
  const before = new Uint8Array(h.length / 2);
  for (let i = 0; i < before.length; i++) before[i] = parseInt(h.slice(i * 2, i * 2 + 2), 16);
  const hash = blake2b(op, before);
  let hex = "";
  for (let i = 0; i < 16; i++) hex += HEX[hash[i]!];
  return hex;
}

/** Sums the digests of rows. A row adds the hash of `[table,id,ver,row]` as it is sent to each of its scopes. */
export class Sum {
  /** Four times 32 bits, the highest first; room for two million rows before they run over. */
  readonly #parts = [0, 0, 0, 0];

  /** Something comes, or with -1 goes. */
  add(text: string, sign: 1 | -1 = 1): void {
    const hash = blake2b(text);
    for (let i = 0; i < 4; i++) {
      const at = i * 4;
      const word = ((hash[at]! << 24) | (hash[at + 1]! << 16) | (hash[at + 2]! << 8) | hash[at + 3]!) >>> 0;
      this.#parts[i]! += sign * word;
    }
  }

  get value(): bigint {
    return this.#parts.reduce((sum, part) => (sum << 32n) + BigInt(part), 0n);
  }
}

/** What one row adds. */
export function rowDigest(text: string): bigint {
  const sum = new Sum();
  sum.add(text);
  return sum.value;
}

/** A digest after something came (positive) or went (negative). */
export const add = (digest: string, change: bigint): string =>
  ((BigInt(`0x${digest}`) + change) & MASK).toString(16).padStart(32, "0");
