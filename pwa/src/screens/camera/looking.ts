/** The camera at work: opened, shown to the reader, and what is found handed on as a scan. */

import { signal } from "@preact/signals";
import { Film, type Pictured } from "../../devices/camera/film";
import { Sightings, type Choosable, type Look } from "../../devices/camera/sightings";
import { openCamera, type Lens, type NoCamera } from "../../devices/camera/stream";
import { scanned } from "../../devices/wedge";

/** `broken`: the reader does not run on this device. */
export type Standing = "starting" | "live" | NoCamera | "broken";

/** For so long the frame shows that something was taken. */
const TAKEN_MS = 350;

export class Looking {
  readonly standing = signal<Standing>("starting");
  readonly lens = signal<Lens | null>(null);
  readonly torch = signal(false);
  readonly zoom = signal(1);
  readonly choice = signal<readonly Choosable[] | null>(null);
  readonly hint = signal<"" | "taken" | "same">("");
  readonly #sightings: Sightings;
  #film: Film | null = null;
  #opening = 0;
  #timer = 0;

  constructor(looks: (raw: string) => Look | null) {
    this.#sightings = new Sightings(looks);
  }

  /** Camera and reader start at the same time. */
  async open(video: HTMLVideoElement): Promise<void> {
    const mine = (this.#opening += 1);
    this.standing.value = "starting";
    this.#film = new Film(video, (read) => this.#read(read), (why) => this.#broken(why));
    const lens = await openCamera();
    if (mine !== this.#opening) return typeof lens === "string" ? undefined : lens.stop(); // closed while it was asked for
    if (typeof lens === "string") return this.#not(lens);
    this.lens.value = lens;
    this.zoom.value = lens.zoom?.min ?? 1;
    lens.onEnd(() => this.#not("none"));
    video.srcObject = lens.stream;
    await video.play().catch(() => undefined); // closed before it began
    if (mine !== this.#opening) return;
    this.standing.value = "live";
    this.#film?.start();
  }

  close(): void {
    this.#opening += 1;
    clearTimeout(this.#timer);
    this.#film?.close();
    this.#film = null;
    this.lens.value?.stop();
    this.lens.value = null;
    this.torch.value = false;
    this.choice.value = null;
  }

  async setTorch(on: boolean): Promise<void> {
    if (await this.lens.value?.torch(on)) this.torch.value = on;
  }

  setZoom(zoom: number): void {
    this.zoom.value = zoom;
    void this.lens.value?.zoomTo(zoom);
  }

  /** The person says which of several it is; null for none of them. */
  choose(raw: string | null): void {
    const of = this.choice.value;
    if (!of) return;
    this.choice.value = null;
    this.#sightings.chosen(of, performance.now());
    if (raw !== null) this.#take(raw);
    this.#film?.start();
  }

  #read({ codes }: Pictured): boolean {
    const sighting = this.#sightings.picture(codes, performance.now());
    switch (sighting.is) {
      case "nothing":
        this.#calm();
        return false;
      case "seen":
        this.#calm();
        return sighting.wide;
      case "same":
        this.hint.value = "same";
        return false;
      case "taken":
        this.#take(sighting.raw);
        return false;
      case "choice":
        this.#film?.pause();
        this.choice.value = sighting.of;
        return false;
    }
  }

  #take(raw: string): void {
    this.hint.value = "taken";
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => (this.hint.value = ""), TAKEN_MS);
    scanned(raw);
  }

  #calm(): void {
    if (this.hint.value === "same") this.hint.value = "";
  }

  #not(why: NoCamera): void {
    this.close();
    this.standing.value = why;
  }

  #broken(why: string): void {
    console.error("camera", why);
    this.close();
    this.standing.value = "broken";
  }
}
