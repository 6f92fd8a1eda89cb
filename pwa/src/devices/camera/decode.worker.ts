/** Reads the camera's pictures, so that the page stays free. Compiled when it is first needed, from the kept shell. */

import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";
import { believed } from "./believe";
import type { Box } from "./gray";
import { luma } from "./luma";
import { startReader } from "./reader";
import { Turns } from "./stages";

/** One picture. `seen`: the part that the person sees, in parts of one. `wide`: look beside the middle, too. */
export interface Shown {
  readonly picture: VideoFrame | ImageBitmap;
  readonly seen: Box;
  readonly wide: boolean;
}

const worker = self as unknown as DedicatedWorkerGlobalScope;
const turns = startReader({ url: new URL(wasm, location.href).href }).then((reader) => new Turns(reader, believed));
turns.then(
  () => worker.postMessage({ ready: true }),
  (failed: unknown) => worker.postMessage({ failed: String(failed) }),
);

worker.addEventListener("message", ({ data }: MessageEvent<Shown>) => {
  void read(data).then(
    (read) => worker.postMessage(read),
    (failed: unknown) => worker.postMessage({ failed: String(failed) }),
  );
});

async function read({ picture, seen, wide }: Shown): Promise<object> {
  const begin = performance.now();
  try {
    const grey = await luma(picture, seen);
    const found = (await turns).read(grey, wide);
    return { ...found, ms: performance.now() - begin };
  } finally {
    picture.close();
  }
}
