/** The service worker: keeps the shell, all or nothing, so that the app opens with no network. */
const sw = self as unknown as ServiceWorkerGlobalScope;

/** Filled by the build: what the shell consists of, each with its content hash. */
const files: [path: string, hash: string][] = /*FILES*/ [];
const NAME = `shell-${__BUILD__}`;
const address = (path: string): string => new URL(path, sw.registration.scope).href;
const keys = new Map(files.map(([path, hash]) => [address(path), `${address(path)}?h=${hash}`]));

async function keep(path: string, key: string, cache: Cache): Promise<void> {
  const old = await caches.match(key); // the same content came with an earlier shell
  const fresh = old ?? (await fetch(path, { cache: "no-cache" }));
  if (!fresh.ok) throw new Error(`${path}: ${fresh.status}`);
  await cache.put(key, fresh);
}

/** What newer browsers let a worker say at its install: such requests do not wait for it, nor it for them. */
interface Routed {
  addRoutes?(rule: { condition: { urlPattern: string }; source: "network" }): Promise<void>;
}

sw.addEventListener("install", (event) => {
  const api = `${new URL("api/", sw.registration.scope).pathname}*`;
  void (event as Routed).addRoutes?.({ condition: { urlPattern: api }, source: "network" }).catch(() => undefined);
  const all = async () => {
    const cache = await caches.open(NAME);
    await Promise.all([...keys].map(([path, key]) => keep(path, key, cache)));
  };
  event.waitUntil(all().catch((error: unknown) => caches.delete(NAME).then(() => Promise.reject(error))));
});

sw.addEventListener("activate", (event) => {
  const takeOver = async () => {
    // In the order in which they were made. The newest of the others stays: a page of that version may still ask.
    const old = (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== NAME);
    await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
    await sw.clients.claim();
  };
  event.waitUntil(takeOver());
});

/** A page of the version before asks for a part of itself by a name that holds its hash. */
const former = (request: Request): Promise<Response> =>
  caches.match(request, { ignoreSearch: true }).then((hit) => hit ?? fetch(request));

sw.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== sw.location.origin || url.pathname.startsWith("/api/")) return;
  const key = keys.get(request.mode === "navigate" ? address("index.html") : url.origin + url.pathname);
  if (key) event.respondWith(caches.match(key).then((hit) => hit ?? fetch(request)));
  else if (url.pathname.includes("/assets/")) event.respondWith(former(request));
});

sw.addEventListener("message", (event) => {
  if (event.data === "apply") void sw.skipWaiting();
});
