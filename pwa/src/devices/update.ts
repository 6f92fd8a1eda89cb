/**
 * The service worker's life: it keeps the shell, and a new version waits until a person takes it, or the server talks
 * with no other. It is taken at a safe point only: when no tab has a task open, which each says by a shared lock.
 *
 *     waiting ──wanted──▶ this tab has no task open ──▶ no other holds the lock ──▶ apply ─▶ each tab reloads once
 *                ▲                  │ no                        │ no           │ not yet
 *                └── task closed ◀──┘                ◀── 1 s ───┘   ◀── 5 s ───┘
 */

const BUSY = "tote-busy";
const AGAIN_MS = 1_000;
const TOLD_AGAIN_MS = 5_000;
const LOOK_MS = 3_600_000;

type Listener = () => void;
const listeners: Listener[] = [];
let registration: ServiceWorkerRegistration | null = null;
let waiting: ServiceWorker | null = null;
let isWanted = false;
let isTrying = false;
let again = 0;
let isBusy = false;
const busyWith = { task: false, words: false };
/** Another version has taken over, and this page is of the one before. */
let isOld = false;
let free: () => void = () => undefined;

/** Whether a new version is ready to be taken. */
export const updateReady = (): boolean => waiting !== null;

/** Whether somebody has asked for it, and a task that is open somewhere keeps it waiting. */
export const updateWanted = (): boolean => isWanted;

export function onUpdate(listener: Listener): () => void {
  listeners.push(listener);
  return () => listeners.splice(listeners.indexOf(listener), 1);
}

const tell = (): void => listeners.forEach((listener) => listener());

/** Take the new version, in all tabs, as soon as none has a task open. */
export function applyUpdate(): void {
  isWanted = true;
  void attempt();
}

/** The server has done with this version: look for the next one, and take it at the next safe point. */
export function mustUpdate(): void {
  void registration?.update().catch(() => undefined);
  applyUpdate();
}

/** Say whether a task is open here. While one is, nothing is reloaded, neither here nor in another tab. */
export const taskOpen = (is: boolean): void => busy("task", is);

function busy(what: keyof typeof busyWith, yes: boolean): void {
  busyWith[what] = yes;
  const is = busyWith.task || busyWith.words;
  if (is === isBusy) return;
  isBusy = is;
  if (!is) {
    free();
    if (isOld) location.reload();
    else void attempt();
    return;
  }
  const over = new Promise<void>((resolve) => (free = resolve));
  void navigator.locks?.request(BUSY, { mode: "shared" }, () => over);
}

async function attempt(): Promise<void> {
  tell();
  if (!isWanted || !waiting || waiting.state !== "installed" || isOld || isBusy || isTrying) return;
  isTrying = true;
  const went = await navigator.locks.request(BUSY, { ifAvailable: true }, (lock) => {
    if (lock && !isBusy) waiting?.postMessage("apply");
    return lock !== null && !isBusy;
  });
  isTrying = false;
  // Also when it went: browsers were seen to leave a worker waiting for ever that was told while the old one was busy.
  clearTimeout(again);
  again = window.setTimeout(() => void attempt(), went ? TOLD_AGAIN_MS : AGAIN_MS);
}

/** Reload once when another version takes over; under a hand that works, only when it has finished. */
export function followShell(): void {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  let controlled = navigator.serviceWorker.controller !== null; // the first claim after an install is no update
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (controlled && !isOld) {
      isOld = true;
      if (!isBusy) location.reload();
    }
    controlled = true;
  });
  // Words that were typed and not yet used would be gone.
  addEventListener("input", () => busy("words", true));
  addEventListener("focusout", () => busy("words", false));
}

/** Register the worker, and see when another version waits. */
export async function keepShell(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  const found = (registration = await navigator.serviceWorker.register("./sw.js", { updateViaCache: "none" }));
  const watch = (): void => {
    waiting = navigator.serviceWorker.controller && found.waiting;
    void attempt();
  };
  const follow = (): void => found.installing?.addEventListener("statechange", watch);
  watch();
  follow(); // the browser looked by itself when the page was opened, and may have found it before this ran
  found.addEventListener("updatefound", follow);
  const look = (): void => {
    if (document.visibilityState === "visible") void found.update().catch(() => undefined);
  };
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_MS);
}
