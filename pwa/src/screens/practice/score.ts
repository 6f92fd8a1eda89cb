/** How well somebody walks the practice run: the first scan of each step counts, and the time that it takes. */

import { expect } from "../../domain/pick/expect";
import type { Step } from "../../domain/pick/walk";
import type { Reads, Seen } from "../../domain/seen";
import { certified } from "../../domain/people/practice";
import { STOPS } from "./shift";

/** What is scanned at a step for the first time, and the second unit of a line, are steps of their own. */
function nameOf(step: Step): string {
  if (step.at === "bind") return `bind ${step.slot.id}`;
  return step.at === "over" ? "over" : `${step.at} ${step.task.id} ${step.at === "item" ? step.task.picked : ""}`;
}

export interface Result {
  readonly scans: number;
  readonly right: number;
  readonly lineMs: number;
  readonly certified: boolean;
}

export class Score {
  readonly #firsts = new Map<string, boolean>();
  #begun = 0;

  /** A code was scanned at a step. A damaged label is nobody's mistake, nor is a second pull of the trigger. */
  scanned(step: Step, seen: Seen, rows: Reads, today: string, isDamaged: boolean, at: number): void {
    this.#begun ||= at;
    const verdict = expect(step, seen, rows, today);
    const counts = verdict.is === "right" || verdict.is === "wrong";
    const name = nameOf(step);
    if (counts && !isDamaged && !this.#firsts.has(name)) this.#firsts.set(name, verdict.is === "right");
  }

  result(at: number): Result {
    const scans = this.#firsts.size;
    const right = [...this.#firsts.values()].filter(Boolean).length;
    const lineMs = Math.round((at - (this.#begun || at)) / STOPS.length);
    return { scans, right, lineMs, certified: certified(right, scans, lineMs) };
  }
}
