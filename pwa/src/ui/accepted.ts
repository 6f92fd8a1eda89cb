/**
 * Lets it be heard that the server has taken what was done here, and that one of its answers wants a decision.
 *
 * It sounds once for all that was waiting, a moment after the last of it was taken: not for each of 300 ops that go out
 * after an hour without a network, and not between the scans of a burst.
 */

import { play, soundedAt } from "../devices/sound";

const CALM_MS = 250;

interface Standing {
  /** Ops that the server has not answered. */
  readonly unsent: number;
  /** Answers that somebody has to look at. */
  readonly needing: number;
}

export class Accepted {
  #before: Standing | null = null;
  #timer = 0;
  #due: "accepted" | "decide" = "accepted";

  /** Tell how it stands now. */
  follow(now: Standing): void {
    const before = this.#before;
    this.#before = now;
    if (!before) return;
    if (now.needing > before.needing) return this.#soon("decide");
    // What wants a decision waits until the scans of a burst leave it room, but is not dropped for them.
    if (now.unsent > before.unsent) {
      if (this.#due === "accepted") this.#stop();
    } else if (now.unsent === 0 && before.unsent > 0 && this.#timer === 0) this.#soon("accepted");
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#due = "accepted";
  }

  /** After whatever sounds just now has been heard. */
  #soon(tone: "accepted" | "decide"): void {
    this.#stop();
    this.#due = tone;
    this.#timer = setTimeout(() => {
      this.#stop();
      if (performance.now() - soundedAt < CALM_MS) this.#soon(tone);
      else play(tone);
    }, CALM_MS) as unknown as number;
  }
}
