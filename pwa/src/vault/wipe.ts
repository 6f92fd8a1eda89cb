/** Emptying a device that is lost or out of use: everything of ours, in every store that a browser has. */

/** What a browser keeps. Each part is tried, whatever became of the others. Returns what is left, by name. */
export async function wipe(): Promise<string[]> {
  const left: string[] = [];
  const parts: [name: string, work: () => Promise<unknown>][] = [
    ["worker", workers],
    ["caches", async () => Promise.all((await caches.keys()).map((name) => caches.delete(name)))],
    ["files", files],
    ["databases", databases],
    ["storage", () => Promise.resolve((localStorage.clear(), sessionStorage.clear()))],
  ];
  for (const [name, work] of parts) await work().catch(() => left.push(name));
  return left;
}

async function workers(): Promise<void> {
  const found = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(found.map((worker) => worker.unregister()));
}

async function databases(): Promise<void> {
  for (const { name } of await indexedDB.databases()) if (name) await drop(name);
}

/** Other tabs let go of a database when they are told of its end; until then it waits. */
function drop(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error("not deleted"));
  });
}

async function files(): Promise<void> {
  const root = await navigator.storage.getDirectory?.();
  if (!root) return;
  const names: string[] = [];
  for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
  await Promise.all(names.map((name) => root.removeEntry(name, { recursive: true })));
}
