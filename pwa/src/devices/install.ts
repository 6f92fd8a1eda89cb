/** Whether the app is installed and its store is kept, and how to bring that about. */

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

let prompt: InstallPrompt | null = null;
const listeners: (() => void)[] = [];
const tell = (): void => listeners.forEach((listener) => listener());

/** Begin to listen, before the browser offers it. */
export function watchInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    prompt = event as InstallPrompt;
    tell();
  });
  addEventListener("appinstalled", () => {
    prompt = null;
    tell();
  });
}

export function onInstall(listener: () => void): () => void {
  listeners.push(listener);
  return () => listeners.splice(listeners.indexOf(listener), 1);
}

export const installed = (): boolean =>
  matchMedia("(display-mode: standalone)").matches || (navigator as { standalone?: boolean }).standalone === true;

/** `button`: the browser asks when told to. `share`: on an iPhone a person has to do it. `none`: nothing to do. */
export function howToInstall(): "button" | "share" | "none" {
  if (installed()) return "none";
  if (prompt) return "button";
  return /iPhone|iPad/.test(navigator.userAgent) ? "share" : "none";
}

export async function install(): Promise<void> {
  await prompt?.prompt();
  await navigator.storage?.persist?.();
  tell();
}

/** Whether the browser promised to keep what is stored here. */
export const keptForGood = async (): Promise<boolean> => (await navigator.storage?.persisted?.()) ?? false;
