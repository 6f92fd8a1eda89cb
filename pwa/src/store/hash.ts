/** The hash chain over a device's ops, and the digest over a scope's rows. BLAKE2b with 16 bytes (RFC 7693). */

import { blake2b } from "@noble/hashes/blake2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

const SIZE = { dkLen: 16 };
const MASK = (1n << 128n) - 1n;
const utf8 = new TextEncoder();

/** h_0, and the digest of a scope without rows. */
export const ZERO = "0".repeat(32);

/** h_n from h_(n-1) and the text of op n; 32 hex digits. */
export function link(h: string, op: string): string {
  const before = hexToBytes(h);
  const text = utf8.encode(op);
  const bytes = new Uint8Array(before.length + text.length);
  bytes.set(before);
  bytes.set(text, before.length);
  return bytesToHex(blake2b(bytes, SIZE));
}

/** What one row adds to the digest of each of its scopes; `text` is `[table,id,ver,row]` as it is sent. */
export const rowDigest = (text: string): bigint => BigInt(`0x${bytesToHex(blake2b(utf8.encode(text), SIZE))}`);

/** A digest after something came (positive) or went (negative). */
export const add = (digest: string, change: bigint): string =>
  ((BigInt(`0x${digest}`) + change) & MASK).toString(16).padStart(32, "0");
