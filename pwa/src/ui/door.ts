/** Who stands at the device: what it is enrolled as, whether it is locked, and whether it may be used at all. */

import { effect, signal } from "@preact/signals";
import type { Enrolled } from "../sync/http";
import { browser } from "../sync/platform";
import type { DeviceGuard } from "../vault/guard";
import { forgetPlace, place } from "./route";
import { me, reread, session, signOut, status } from "./session";

const MINUTE_MS = 60_000;
const IDLE_SHARED_MS = 5 * MINUTE_MS;
const IDLE_OWN_MS = 15 * MINUTE_MS;
const LOOK_MS = 5_000;
const RENEW_MS = 5 * MINUTE_MS;
const LOCKED = "tote.locked";
const TOUCHED = "tote.touched";
const GONE = "tote.gone";

/** What this device was enrolled as; null for one that somebody just signed in on. */
export const about = signal<Enrolled | null>(null);
export const shared = (): boolean => about.value?.shared ?? false;
export const locked = signal(false);
/** Why this device is to be emptied: `device_lost` or `device_revoked`; empty while it may be used. */
export const gone = signal("");
/** The person has worked too long without the server: nothing of theirs is shown, and what they do is kept. */
export const late = signal(false);
/** The secret of a badge that was just scanned, until the lock screen takes it. Never shown. */
export const shownBadge = signal("");

let guard: DeviceGuard | null = null;

export function theGuard(): DeviceGuard {
  if (!guard) throw new Error("no guard yet");
  return guard;
}

/** UTC milliseconds, by the server's clock where the device has heard it; its own can be set by anybody. */
export const now = (): number => guard?.clock?.now() ?? Date.now();

/** Read how the device was left, before anything shows. */
export async function stand(given: DeviceGuard): Promise<void> {
  guard = given;
  guard.onGone = (code) => {
    localStorage.setItem(GONE, code);
    gone.value = code;
  };
  await guard.start();
  about.value = guard.about;
  gone.value = localStorage.getItem(GONE) ?? "";
  const left = Number(localStorage.getItem(TOUCHED) ?? "0");
  const idle = left > 0 && Math.abs(Date.now() - left) > IDLE_OWN_MS;
  locked.value = shared() || localStorage.getItem(LOCKED) !== null || idle;
}

/** Nobody's hands are on it, or somebody presses the lock. A shared device forgets what only they may see. */
export async function lock(): Promise<void> {
  if (locked.value) return;
  locked.value = true;
  late.value = false;
  if (!shared()) return localStorage.setItem(LOCKED, "1");
  const { vaults } = theGuard();
  await vaults?.note(place());
  vaults?.close();
  forgetPlace();
  await reread();
}

/** The person signs out; what they have not sent stays and goes. */
export async function leave(): Promise<void> {
  if (shared()) await lock();
  localStorage.removeItem(LOCKED);
  await signOut();
  if (!shared()) locked.value = false;
}

/** Whom the lock was opened for. */
let opener = "";

export function unlocked(): void {
  opener = me()?.person.id ?? "";
  localStorage.removeItem(LOCKED);
  touch();
  locked.value = false;
}

/** A badge was scanned: on a shared device its owner wants to take over. */
export function badgeShown(carried: string): boolean {
  if (!shared()) return false;
  shownBadge.value = carried;
  void lock();
  return true;
}

let touched = 0;

function touch(): void {
  touched = Date.now();
}

/** Watch for hands, and for leases that run out. */
export function watchIdle(): void {
  touch();
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, touch, { capture: true, passive: true });
  setInterval(() => void look(), LOOK_MS);
  effect(() => {
    // Another tab has handed the device on: what this one still shows is not for the next person.
    if (shared() && !locked.value && me()?.person.id !== opener) void lock();
  });
  addEventListener("storage", ({ key, newValue }) => {
    if (key === GONE && newValue) gone.value = newValue;
  });
}

/** Whether it can be opened again once it is locked. A desk has a lock of its own. */
export const canLockNow = (): boolean => shared() || (browser().device().kind !== "desk" && localStorage.getItem(TOUCHED) !== null);

/** A device of one person locks once there is something that opens it again without a network. */
export const canLock = (): void => localStorage.setItem(TOUCHED, String(Date.now()));

let renewed = 0;

/** The server talks with the person: their lease begins anew. */
async function renewLease(): Promise<void> {
  const who = me();
  if (!who || locked.value || status() !== "current" || session().http.owes) return;
  if (Math.abs(Date.now() - renewed) < RENEW_MS) return;
  renewed = Date.now();
  await theGuard().vaults?.renew(who);
}

async function look(): Promise<void> {
  if (gone.value) return; // what is emptied stays empty
  // A badge that lies on the scanner, or was left at the PIN, opens nothing for whoever comes next.
  if (locked.value && Math.abs(Date.now() - touched) > MINUTE_MS) shownBadge.value = "";
  if (!me() || !canLockNow()) return;
  const most = shared() ? IDLE_SHARED_MS : IDLE_OWN_MS;
  // A clock that was set back means that nobody knows for how long: it locks as well.
  if (!locked.value && Math.abs(Date.now() - touched) > most) await lock();
  if (!shared() && !locked.value) localStorage.setItem(TOUCHED, String(touched));
  const { vaults, clock } = theGuard();
  await clock?.keep();
  await renewLease();
  if (!(await vaults?.expire())) return;
  late.value = true;
  await reread();
}
