/** One IndexedDB database. A transaction that met a dead connection is tried once more on a new one. */

export const STORES = ["pages", "deltas", "heads", "ops", "answers", "tray", "meta", "shadow", "former"] as const;
export type StoreName = (typeof STORES)[number];

/** The device has no room left: what was asked for is not kept. */
export class StorageFull extends Error {
  override readonly name = "StorageFull";
}

/** The database can neither be read nor written, not even by a new connection. */
export class StorageBroken extends Error {
  override readonly name = "StorageBroken";
}

/** The result of a request. Awaiting it keeps the transaction alive. */
export const got = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("request failed"));
  });

export class Disk {
  #open: Promise<IDBDatabase> | null = null;
  /** The connection once it is there: a write then begins at once, before the page gets to paint. */
  #db: IDBDatabase | null = null;

  constructor(private readonly factory: IDBFactory, private readonly name = "tote") {}

  /** Read in one snapshot. */
  read<T>(stores: readonly StoreName[], work: (tx: IDBTransaction) => Promise<T>): Promise<T> {
    return this.#run(stores, "readonly", "default", work);
  }

  /** Write; it is on the disk when this resolves. `work` may run twice and must look before it writes. */
  write<T>(stores: readonly StoreName[], work: (tx: IDBTransaction) => Promise<T>): Promise<T> {
    return this.#run(stores, "readwrite", "strict", work);
  }

  /** Write what the server could send again. */
  cache<T>(stores: readonly StoreName[], work: (tx: IDBTransaction) => Promise<T>): Promise<T> {
    return this.#run(stores, "readwrite", "relaxed", work);
  }

  async close(): Promise<void> {
    const open = this.#open;
    this.#forget();
    if (open) (await open.catch(() => null))?.close();
  }

  async #run<T>(
    stores: readonly StoreName[],
    mode: IDBTransactionMode,
    durability: IDBTransactionDurability,
    work: (tx: IDBTransaction) => Promise<T>,
  ): Promise<T> {
    for (let again = true; ; again = false) {
      try {
        const db = this.#db ?? (await this.#database());
        return await finish(db.transaction(stores, mode, { durability }), work);
      } catch (error) {
        if (isFull(error)) throw new StorageFull("no room left on this device", { cause: error });
        if (!isDead(error)) throw error;
        if (!again) throw new StorageBroken("the database does not answer", { cause: error });
        // Background tabs lose their connection on iOS; a new one works.
        await this.close();
      }
    }
  }

  #database(): Promise<IDBDatabase> {
    if (this.#open) return this.#open;
    const open = this.#connect().then(
      (db) => {
        if (this.#open === open) this.#db = db;
        return db;
      },
      (error: unknown) => {
        if (this.#open === open) this.#forget();
        throw error;
      },
    );
    return (this.#open = open);
  }

  #forget(): void {
    this.#open = null;
    this.#db = null;
  }

  async #connect(): Promise<IDBDatabase> {
    // No version is asked for: a build may open what a newer one has made, and leaves alone what it does not know.
    let db = await this.#opened();
    if (STORES.some((store) => !db.objectStoreNames.contains(store))) {
      db.close();
      db = await this.#opened(db.version + 1);
    }
    db.onclose = () => this.#forget();
    db.onversionchange = () => void this.close();
    return db;
  }

  #opened(version?: number): Promise<IDBDatabase> {
    const request = this.factory.open(this.name, version);
    request.onupgradeneeded = () => {
      const has = request.result.objectStoreNames;
      for (const store of STORES) if (!has.contains(store)) request.result.createObjectStore(store);
    };
    return got(request);
  }
}

async function finish<T>(tx: IDBTransaction, work: (tx: IDBTransaction) => Promise<T>): Promise<T> {
  const complete = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new DOMException("aborted", "AbortError"));
  });
  complete.catch(() => undefined); // a `work` that throws at once is reported instead
  try {
    // Chromium may abort for want of room and leave a request of the transaction without any event.
    const [result] = await Promise.all([work(tx), complete]);
    return result;
  } catch (error) {
    const cause = tx.error ?? error;
    try {
      tx.abort();
    } catch {
      // it has ended by itself
    }
    throw cause;
  }
}

const nameOf = (error: unknown): string => (error as { name?: string } | null)?.name ?? "";
const isFull = (error: unknown): boolean => nameOf(error) === "QuotaExceededError";

function isDead(error: unknown): boolean {
  const lost = ["InvalidStateError", "UnknownError", "AbortError"].includes(nameOf(error));
  return lost || /connection|closing/i.test(String((error as { message?: string } | null)?.message));
}

/** All keys of a store from `[scope]` on that belong to the scope. */
export const ofScope = (scope: string): IDBKeyRange => IDBKeyRange.bound([scope], [scope, []]);
