/** A check that is under way: listens to the scanner as it is, and knows which code is next. */

import { signal, type Signal } from "@preact/signals";
import { Check, type Report } from "../../devices/check";
import type { Read } from "../../devices/check-read";
import { Gathering, rawOf } from "../../devices/check-raw";
import { play } from "../../devices/sound";
import { onRaw } from "../../devices/wedge";
import { TEST_CODES, type TestCode } from "../../generated/scanner-check";

const SHORTEST = 3;

export class Running {
  readonly report: Signal<Report>;
  readonly last: Signal<Read | null> = signal(null);
  readonly next: Signal<TestCode | null> = signal(TEST_CODES[0] ?? null);
  #check = new Check();
  #gathering = new Gathering((events) => this.#scan(this.#check.take(events)));
  #timer = 0;

  constructor(private readonly whole: (report: Report) => void) {
    this.report = signal(this.#check.report());
  }

  /** Listen; until the returned function is called. */
  listen(): () => void {
    const end = onRaw((event) => {
      const raw = rawOf(event);
      if (!raw) return;
      this.#gathering.take(raw);
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#gathering.settle(), this.#gathering.waits);
    });
    return () => {
      clearTimeout(this.#timer);
      end();
    };
  }

  /** The scanner does not react to the code that is shown. */
  cannot(): void {
    if (this.next.value) this.#check.cannot(this.next.value.id);
    this.last.value = null;
    this.#go();
  }

  #scan(read: Read): void {
    // A key or two are somebody at the buttons.
    if (read.what === "unknown" && read.length < SHORTEST) return;
    this.last.value = read;
    play(read.what === "seen" ? "right" : "wrong");
    this.#go();
  }

  #go(): void {
    const done = this.#check.done;
    this.report.value = this.#check.report();
    this.next.value = TEST_CODES.find(({ id }) => !done.has(id)) ?? null;
    if (this.next.value === null) this.whole(this.report.value);
  }
}
