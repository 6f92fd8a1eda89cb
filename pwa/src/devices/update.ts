/** The service worker's life: it keeps the shell, and a new version waits until a person takes it. */

type Listener = () => void;
const listeners: Listener[] = [];
let waiting: ServiceWorker | null = null;

/** Whether a new version is ready to be taken. */
export const updateReady = (): boolean => waiting !== null;

export function onUpdate(listener: Listener): () => void {
  listeners.push(listener);
  return () => listeners.splice(listeners.indexOf(listener), 1);
}

/** Take the new version, in all tabs. Offered only where no task is open. */
export const applyUpdate = (): void => waiting?.postMessage("apply");

/** Register the worker, and reload once when another version has taken over. */
export async function keepShell(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  let controlled = navigator.serviceWorker.controller !== null; // the first claim after an install is no update
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (controlled) location.reload();
    controlled = true;
  });
  const registration = await navigator.serviceWorker.register("./sw.js", { updateViaCache: "none" });
  const watch = (): void => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    waiting = registration.waiting;
    listeners.forEach((listener) => listener());
  };
  watch();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", watch));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void registration.update().catch(() => undefined);
  });
}
