/** The files of the second copy, by a worker: writing them costs the page no time. */

import type { Files } from "../store/mirror";

interface Answer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** Throws where there is no such file system. */
export async function openFiles(): Promise<Files> {
  const worker = new Worker(new URL("./files.worker.ts", import.meta.url), { type: "module" });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  worker.onmessage = (event: MessageEvent<Answer>) => {
    const { id, value, error } = event.data;
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(value);
    else one?.reject(new Error(error));
  };
  worker.onerror = () => {
    for (const one of waiting.values()) one.reject(new Error("the file worker failed"));
    waiting.clear();
  };
  const ask = (what: string, text?: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, do: what, text });
    });
  const files: Files = {
    read: async () => (await ask("read")) as string[],
    append: async (text) => void (await ask("append", text)),
    replace: async (text) => void (await ask("replace", text)),
    close: () => void ask("close").finally(() => worker.terminate()),
  };
  await files.append("");
  return files;
}
