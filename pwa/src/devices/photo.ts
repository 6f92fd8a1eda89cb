/**
 * A picture made small enough to be kept and sent: what a camera gives is fifty times what a claim needs. That is done in
 * a worker, since it takes longer than a scan may wait; in the page where a browser draws nowhere else.
 */

import { shrink, type Sheet } from "./shrink";

/** See `shrink`. */
export async function shrunk(file: Blob): Promise<ArrayBuffer> {
  const apart = typeof OffscreenCanvas === "undefined" ? null : await beside(file);
  return apart ?? shrink(file, sheet);
}

/** The file by a worker, or nothing: then the page tries, and says what is wrong with it. */
function beside(file: Blob): Promise<ArrayBuffer | null> {
  const worker = new Worker(new URL("./photo.worker.ts", import.meta.url), { type: "module" });
  return new Promise<ArrayBuffer | null>((resolve) => {
    worker.onmessage = (event: MessageEvent<ArrayBuffer | null>) => resolve(event.data);
    worker.onerror = () => resolve(null);
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}

function sheet(width: number, height: number): Sheet {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const jpeg = (quality: number): Promise<Blob | null> =>
    new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
  return { pen: canvas.getContext("2d"), jpeg };
}
