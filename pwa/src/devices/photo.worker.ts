/** Makes one picture small, beside the page. Answers with the file, or with nothing where it cannot. */

import { shrink, type Sheet } from "./shrink";

const worker = self as unknown as DedicatedWorkerGlobalScope;

function sheet(width: number, height: number): Sheet {
  const canvas = new OffscreenCanvas(width, height);
  return { pen: canvas.getContext("2d"), jpeg: (quality) => canvas.convertToBlob({ type: "image/jpeg", quality }) };
}

worker.onmessage = (event: MessageEvent<Blob>) =>
  void shrink(event.data, sheet).then(
    (file) => worker.postMessage(file, [file]),
    () => worker.postMessage(null),
  );
