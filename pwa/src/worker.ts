/** The service worker: keeps the shell, all or nothing, so that the app opens with no network. */
const sw = self as unknown as ServiceWorkerGlobalScope;

/** Filled by the build: what the shell consists of, each with its content hash. */
const files: [path: string, hash: string][] = /*FILES*/ [];
const NAME = `shell-${__BUILD__}`;
const address = (path: string): string => new URL(path, sw.registration.scope).href;
const kept = (path: string, hash: string): string => `${address(path)}?h=${hash}`;
const keys = new Map(files.map(([path, hash]) => [address(path), kept(path, hash)]));

/** What tells a content wherever it stands, its kind and its hash: the folder of each build is another one. */
const content = (key: string): string => key.slice(key.lastIndexOf("."));

/** Where earlier shells keep each content. */
async function former(): Promise<Map<string, Request>> {
  const shells = (await caches.keys()).filter((name) => name.startsWith("shell-"));
  const lists = await Promise.all(shells.map(async (name) => (await caches.open(name)).keys()));
  return new Map(lists.flat().map((request) => [content(request.url), request]));
}

async function digest(bytes: ArrayBuffer): Promise<string> {
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...found].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * An answer if it has the content that is asked for: in the middle of a deployment a server may give that of another
 * build. A new one, since an answer that remembers where it came from has what it imports looked for there.
 */
async function right(answer: Response | undefined, hash: string): Promise<Response | null> {
  if (!answer?.ok) return null;
  const bytes = await answer.arrayBuffer();
  return (await digest(bytes)).startsWith(hash) ? new Response(bytes, answer) : null;
}

async function keep(path: string, hash: string, cache: Cache, before: Map<string, Request>): Promise<void> {
  const key = kept(path, hash);
  const at = before.get(content(key));
  const found =
    (at && (await right(await caches.match(at), hash))) ?? (await right(await fetch(path, { cache: "no-cache" }), hash));
  if (!found) throw new Error(`${path} is not that of ${NAME}`);
  await cache.put(key, found);
}

/** What newer browsers let a worker say at its install: such requests do not wait for it, nor it for them. */
interface Routed {
  addRoutes?(rule: { condition: { urlPattern: string }; source: "network" }): Promise<void>;
}

sw.addEventListener("install", (event) => {
  const api = `${new URL("api/", sw.registration.scope).pathname}*`;
  void (event as Routed).addRoutes?.({ condition: { urlPattern: api }, source: "network" }).catch(() => undefined);
  const all = async () => {
    const before = await former();
    const cache = await caches.open(NAME);
    await Promise.all(files.map(([path, hash]) => keep(path, hash, cache, before)));
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

/** A page of the version before asks for a part of itself by an address that holds its build. */
const ofBefore = (request: Request): Promise<Response> =>
  caches.match(request, { ignoreSearch: true }).then((hit) => hit ?? fetch(request));

sw.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== sw.location.origin || url.pathname.startsWith("/api/")) return;
  const key = keys.get(request.mode === "navigate" ? address("index.html") : url.origin + url.pathname);
  if (key) event.respondWith(caches.match(key).then((hit) => hit ?? fetch(request)));
  else if (url.pathname.includes("/assets/")) event.respondWith(ofBefore(request));
});

sw.addEventListener("message", (event) => {
  if (event.data === "apply") void sw.skipWaiting();
});
