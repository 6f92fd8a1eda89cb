/** Shows the pictures of a video to the worker, one at a time, as fast as it reads them. */

import type { Box } from "./gray";
import type { Code } from "./reader";

export interface Pictured {
  readonly codes: readonly Code[];
  readonly stage: string;
  readonly ms: number;
}

interface Told extends Partial<Pictured> {
  readonly ready?: true;
  readonly failed?: string;
}

/** After so many failures in a row it is the reader that is broken, not a picture. */
const FAILED_MAX = 5;

export class Film {
  readonly #worker = new Worker(new URL("./decode.worker.ts", import.meta.url), { type: "module" });
  #running = false;
  /** A picture is being waited for or read: there is never a second one. */
  #busy = false;
  #failed = 0;

  /** `on` gets what each picture came to and says whether to look beside the middle next; `broken` is called once. */
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly on: (read: Pictured) => boolean,
    private readonly broken: (why: string) => void,
  ) {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<Told>) => this.#told(data));
    this.#worker.addEventListener("error", ({ message }) => this.#break(message));
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    if (!this.#busy) this.#next(false);
  }

  pause(): void {
    this.#running = false;
  }

  close(): void {
    this.#running = false;
    this.#worker.terminate();
  }

  #told({ ready, failed, codes, stage, ms }: Told): void {
    if (ready) return;
    this.#busy = false;
    if (failed !== undefined) {
      this.#failed += 1;
      if (this.#failed >= FAILED_MAX || codes === undefined) console.warn("camera", failed);
      if (this.#failed >= FAILED_MAX) return this.#break(failed);
      return this.#next(false);
    }
    this.#failed = 0;
    if (this.#running && codes && stage !== undefined) this.#next(this.on({ codes, stage, ms: ms ?? 0 }));
  }

  #break(why: string): void {
    this.close();
    this.broken(why);
  }

  #next(wide: boolean): void {
    if (!this.#running) return;
    this.#busy = true;
    const take = (): void => void this.#take(wide);
    if ("requestVideoFrameCallback" in this.video) this.video.requestVideoFrameCallback(take);
    else requestAnimationFrame(take);
  }

  async #take(wide: boolean): Promise<void> {
    if (!this.#running) {
      this.#busy = false;
      return;
    }
    if (this.video.videoWidth === 0) return this.#next(wide);
    try {
      const picture = typeof VideoFrame === "undefined" ? await createImageBitmap(this.video) : new VideoFrame(this.video);
      this.#worker.postMessage({ picture, seen: seenPart(this.video), wide }, [picture]);
    } catch {
      this.#next(wide); // no picture yet
    }
  }
}

/** The part of a video that an element with `object-fit: cover` shows, in parts of one. */
export function seenPart(video: Pick<HTMLVideoElement, "videoWidth" | "videoHeight" | "clientWidth" | "clientHeight">): Box {
  const { videoWidth, videoHeight, clientWidth, clientHeight } = video;
  if (!clientWidth || !clientHeight || !videoWidth || !videoHeight) return { x: 0, y: 0, width: 1, height: 1 };
  const scale = Math.max(clientWidth / videoWidth, clientHeight / videoHeight);
  const [width, height] = [clientWidth / scale / videoWidth, clientHeight / scale / videoHeight];
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height };
}
