/** The ways in: login and password, badge and PIN, with a network or without. */

import { openSound } from "../../devices/sound";
import { late, locked, shared, theGuard, unlocked, canLock } from "../../ui/door";
import { to } from "../../ui/route";
import { me, NoNetwork, Refusal, session } from "../../ui/session";
import { browser } from "../../sync/platform";
import type { Credentials } from "../../sync/http";
import type { Me, SessionFrame } from "../../sync/wire";
import { sha256 } from "../../vault/bytes";
import type { Secret } from "../../vault/vaults";

/** Why nobody got in. `said`: the server's words for it. */
export interface No {
  readonly no: "unknown" | "wrong" | "locked" | "new_pin" | "offline_unknown" | "offline_locked" | "offline_new_pin" | "other";
  readonly left: number;
  readonly said?: { readonly en: string; readonly zh: string };
}

const CODES: Readonly<Record<string, No["no"]>> = {
  bad_badge: "unknown", pin_wrong: "wrong", pin_locked: "locked", pin_must_change: "new_pin",
};

const meOf = ({ device, person, roles, grant_v }: SessionFrame): Me => ({ device, person, roles, grant_v });
const ofPassword = (password: string): Secret => ({ pin: password, badge: "", carried: "" });

/** Whether this device may have to open without a network: then a vault is made for whoever signs in. */
const keepsVaults = (): boolean => shared() || browser().device().kind !== "desk";

/** Sign in with login and password. Throws `Refusal` or `NoNetwork`. */
export async function byPassword(login: string, password: string): Promise<void> {
  openSound(); // this tap is what lets the browser sound, too
  const guard = theGuard();
  await session().signIn(login, password, async (frame) => {
    if (!keepsVaults()) return;
    const vaults = await guard.load();
    await vaults.admit(meOf(frame), ofPassword(password));
    if (!shared()) canLock();
  });
  await entered(false);
}

/** Open the device of one person again, with or without a network. Null: it is open. */
export async function again(password: string): Promise<No | null> {
  const vaults = await theGuard().load();
  const opening = await vaults.open(ofPassword(password), me()?.person.id);
  if ("refused" in opening) {
    const no = { unknown: "offline_unknown", locked: "offline_locked", wrong: "wrong" } as const;
    return { no: no[opening.refused], left: opening.left };
  }
  await entered(opening.late);
  return null;
}

/** Who carries this badge, if they have been here before. */
export async function whose(carried: string): Promise<string> {
  const vaults = await theGuard().load();
  return (await vaults.whose(await sha256(carried)))?.name ?? "";
}

/** Take the device over with badge and PIN. The server is asked if it can be; else the person's vault. Null: in. */
export async function byBadge(carried: string, pin: string, newPin?: string): Promise<No | null> {
  openSound();
  const badge = await sha256(carried);
  const credentials: Credentials = { badge: carried, hash: badge, pin, ...(newPin ? { newPin } : {}) };
  const secret: Secret = { pin: newPin ?? pin, badge, carried };
  try {
    const frame = await session().http.badge(credentials);
    await admit(frame, secret, { ...secret, pin });
    await session().enter(frame);
  } catch (failed) {
    if (failed instanceof NoNetwork) return newPin ? { no: "offline_new_pin", left: 0 } : offline(secret);
    if (failed instanceof Refusal) return refused(failed);
    throw failed;
  }
  await entered(false);
  return null;
}

function refused({ status, body }: Refusal): No {
  // A server that is overloaded has not looked at the PIN.
  const no = status >= 500 || status === 429 ? "other" : (CODES[body.code] ?? "other");
  return { no, left: Number(body.params["left"] ?? 0), said: body };
}

async function admit(frame: SessionFrame, secret: Secret, before?: Secret): Promise<void> {
  const vaults = await theGuard().load();
  await vaults.admit(meOf(frame), secret, before);
  await session().sweep(await vaults.owners());
}

async function offline(secret: Secret): Promise<No | null> {
  const vaults = await theGuard().load();
  const opening = await vaults.open(secret);
  if ("refused" in opening) {
    const no = { unknown: "offline_unknown", locked: "offline_locked", wrong: "wrong" } as const;
    return { no: no[opening.refused], left: opening.left };
  }
  const { carried, badge, pin } = secret;
  await session().enterOffline(opening.me, async () => {
    // The server has a session of somebody else on this device. The person's own comes with what they showed.
    const frame = await session().http.badge({ badge: carried, hash: badge, pin });
    if (late.value && !locked.value) {
      await vaults.admit(meOf(frame), secret);
      late.value = false;
      void session().reread(); // not awaited: this is asked for in the middle of a turn
    }
    return frame;
  });
  await entered(opening.late);
  return null;
}

async function entered(isLate: boolean): Promise<void> {
  late.value = isLate;
  const { vaults } = theGuard();
  const last = shared() ? await vaults?.noted() : "";
  if (last) to(last);
  unlocked();
}
