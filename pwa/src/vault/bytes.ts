/** Bytes as text and back. */

const utf8 = new TextEncoder();

export type Bytes = Uint8Array<ArrayBuffer>;

export const bytesOf = (text: string): Bytes => utf8.encode(text);

/** RFC 4648, 5, without padding. */
export const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

export const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export const sha256 = async (text: string): Promise<string> => hex(await crypto.subtle.digest("SHA-256", bytesOf(text)));
