/** Writes one file of the origin's own file system for one tab; a lock on the file tells that the tab lives. */

const FOLDER = "outbox";

interface Asked {
  readonly id: number;
  readonly do: "read" | "append" | "replace" | "close";
  readonly text?: string;
}

const worker = self as unknown as DedicatedWorkerGlobalScope;
let mine = "";
let folder: FileSystemDirectoryHandle;
let file: FileSystemSyncAccessHandle;

const ready = (async () => {
  const root = await navigator.storage.getDirectory();
  folder = await root.getDirectoryHandle(FOLDER, { create: true });
  await begin();
})();

/** Go on in a new file. */
async function begin(): Promise<void> {
  mine = `${crypto.randomUUID()}.log`;
  file = await (await folder.getFileHandle(mine, { create: true })).createSyncAccessHandle();
}

/** Files that others have written, with a lock on those that nobody writes any more. */
async function others(): Promise<{ name: string; text: string; isLeft: boolean }[]> {
  const found: { name: string; text: string; isLeft: boolean }[] = [];
  for await (const [other, handle] of folder as unknown as AsyncIterable<[string, FileSystemFileHandle]>) {
    if (other === mine || handle.kind !== "file") continue;
    const text = await (await handle.getFile()).text().catch(() => "");
    found.push({ name: other, text, isLeft: await isLeft(handle) });
  }
  return found;
}

async function isLeft(handle: FileSystemFileHandle): Promise<boolean> {
  try {
    (await handle.createSyncAccessHandle()).close();
    return true;
  } catch {
    return false;
  }
}

function whole(): string {
  const bytes = new Uint8Array(file.getSize());
  file.read(bytes, { at: 0 });
  return new TextDecoder().decode(bytes);
}

/** Write all of it and wait for the disk. A file that has no room for the whole of it gets none of it. */
function write(text: string, at: number): void {
  const bytes = new TextEncoder().encode(text);
  const written = file.write(bytes, { at });
  if (written < bytes.length) {
    file.truncate(at);
    throw new DOMException("no room", "QuotaExceededError");
  }
  file.flush();
}

async function answer({ do: what, text = "" }: Asked): Promise<unknown> {
  await ready;
  if (what === "read") return [...(await others()).map((other) => other.text), whole()];
  if (what === "append") return write(text, file.getSize());
  if (what === "close") return file.close();
  const left = (await others()).filter((other) => other.isLeft).map((other) => other.name);
  const before = { mine, file };
  await begin();
  try {
    write(text, 0); // before anything goes: a power cut in between leaves both
  } catch (error) {
    file.close();
    await folder.removeEntry(mine).catch(() => undefined);
    ({ mine, file } = before);
    throw error;
  }
  before.file.close();
  for (const old of [...left, before.mine]) await folder.removeEntry(old).catch(() => undefined);
  return undefined;
}

let turn: Promise<unknown> = Promise.resolve();

worker.addEventListener("message", (event) => {
  const asked = event.data as Asked;
  turn = turn.then(() => answer(asked)).then(
    (value) => worker.postMessage({ id: asked.id, value }),
    (error: unknown) => worker.postMessage({ id: asked.id, error: String(error) }),
  );
});
