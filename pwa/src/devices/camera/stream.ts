/** The camera itself: one stream, asked for on a tap, stopped when nobody looks. */

/** Why there is no picture: not allowed, no camera, taken by another app. */
export type NoCamera = "refused" | "none" | "busy";

/** A track's abilities that the library of types does not name yet. */
interface Abilities extends MediaTrackCapabilities {
  readonly torch?: boolean;
  readonly zoom?: { readonly min: number; readonly max: number; readonly step?: number };
  readonly focusMode?: readonly string[];
}
type Wish = MediaTrackConstraintSet & { torch?: boolean; zoom?: number; focusMode?: string };

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } },
};

export async function openCamera(): Promise<Lens | NoCamera> {
  if (!navigator.mediaDevices?.getUserMedia) return "none"; // a page without https has none
  try {
    return new Lens(await navigator.mediaDevices.getUserMedia(WANTED));
  } catch (failed) {
    return whyNot(failed);
  }
}

export function whyNot(failed: unknown): NoCamera {
  const name = failed instanceof Error ? failed.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "none";
}

export interface Zoom {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** An open camera. */
export class Lens {
  readonly #track: MediaStreamTrack | undefined;
  readonly #able: Abilities;

  constructor(readonly stream: MediaStream) {
    this.#track = stream.getVideoTracks()[0];
    this.#able = this.#track?.getCapabilities?.() ?? {};
    if (this.#able.focusMode?.includes("continuous")) void this.#wish({ focusMode: "continuous" });
  }

  get hasTorch(): boolean {
    return this.#able.torch === true;
  }

  get zoom(): Zoom | null {
    const { min, max, step } = this.#able.zoom ?? { min: 1, max: 1 };
    return max > min ? { min, max, step: step || (max - min) / 20 } : null;
  }

  /** True if it has done so. */
  torch(on: boolean): Promise<boolean> {
    return this.#wish({ torch: on });
  }

  zoomTo(zoom: number): Promise<boolean> {
    return this.#wish({ zoom });
  }

  /** Called when the camera was taken away, such as by pulling it out. */
  onEnd(told: () => void): void {
    this.#track?.addEventListener("ended", told);
  }

  stop(): void {
    for (const track of this.stream.getTracks()) track.stop();
  }

  async #wish(wish: Wish): Promise<boolean> {
    try {
      await this.#track?.applyConstraints({ advanced: [wish] });
      return true;
    } catch {
      return false; // the camera promised more than it does
    }
  }
}
