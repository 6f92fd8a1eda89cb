/** Keeps the screen on while somebody works. */

let lock: WakeLockSentinel | null = null;
let wanted = 0;

async function hold(): Promise<void> {
  if (wanted === 0 || lock || document.visibilityState !== "visible") return;
  try {
    lock = (await navigator.wakeLock?.request("screen")) ?? null;
    lock?.addEventListener("release", () => (lock = null));
  } catch {
    lock = null; // the battery is low, or the browser says no: the work goes on without
  }
}

document.addEventListener("visibilitychange", () => void hold());

/** Until the returned function is called. The browser lets go whenever the page is hidden, so it is asked again. */
export function keepAwake(): () => void {
  wanted += 1;
  void hold();
  return () => {
    wanted -= 1;
    if (wanted > 0) return;
    void lock?.release();
    lock = null;
  };
}
