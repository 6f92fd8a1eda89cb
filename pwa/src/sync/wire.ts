/** What goes over the wire between this device and the server. */

import type { Role } from "../generated/roles";
import type { WireOutcome } from "../store/outbox";
import type { Page } from "../store/pages";

export type { Change, Page } from "../store/pages";
export type { WireOutcome } from "../store/outbox";

export const PROTO = 1;
export const ROWS_V = 1;
export const OPS_MOST = 50;
export const BYTES_MOST = 256 * 1024;

export interface Held {
  readonly role: Role;
  /** Empty: everywhere that the role reaches. */
  readonly warehouse: string;
}

/** Who is signed in on this device. */
export interface Me {
  readonly device: string;
  readonly person: { readonly id: string; readonly name: string; readonly language: "en" | "zh" };
  readonly roles: readonly Held[];
  readonly grant_v: number;
}

/** The answer to a sign-in or a refresh. */
export interface SessionFrame extends Me {
  readonly access: string;
  readonly expires_in: number;
  /** What the device signs to renew this session. */
  readonly nonce?: string;
}

export interface PushAnswer {
  readonly epoch: string;
  readonly last_n: number;
  readonly h: string;
  readonly outcomes: readonly WireOutcome[];
  readonly durable_n: number;
  readonly receipt?: string;
}

/** The server went back in time: its new epoch, and how far it knows this device. */
export interface Went {
  readonly now: string;
  readonly last_n: number;
  readonly h: string;
}

/** What a push may be answered with. */
export interface PushReply extends Partial<Omit<PushAnswer, "epoch">> {
  readonly epoch?: string | Went;
  readonly gap?: { readonly need_from: number };
  readonly fork?: { readonly from_n: number; readonly new_device: string };
  readonly retry_after?: number;
  readonly error?: ErrorBody;
}

export interface PullAnswer {
  readonly epoch: string;
  readonly grant_v: number;
  readonly time: number;
  readonly scopes: { readonly add: readonly string[]; readonly drop: readonly string[] };
  readonly pages: readonly Page[];
  readonly reset: readonly string[];
  readonly digest: Readonly<Record<string, readonly [seq: number, digest: string]>>;
  readonly outcomes: readonly WireOutcome[];
  readonly last_n: number;
  readonly h: string;
  readonly durable_n: number;
  readonly receipt?: string;
}

export interface ErrorBody {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly en: string;
  readonly zh: string;
  readonly choices: readonly string[];
}

/** What the server says on the live socket. */
export type Down =
  | ({ readonly t: "page"; readonly pages: readonly Page[] } & Partial<PullAnswer>)
  | { readonly t: "beat"; readonly heads: Readonly<Record<string, readonly [number, string]>>; readonly receipt?: string }
  | { readonly t: "outcomes"; readonly status: number; readonly answer: unknown }
  | { readonly t: "poke" }
  | { readonly t: "bye"; readonly reason: string };
