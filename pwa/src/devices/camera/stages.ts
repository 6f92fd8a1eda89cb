/**
 * Decoding in stages: the middle of each picture fast, then one harder look at a time.
 *
 * The first stage costs a few milliseconds and finds what is near and sharp. What it does not find gets one of the
 * others on each further picture, in turn, so that no picture waits long. A stage that has found something is tried
 * first on the next picture: weak codes must be seen twice.
 */

import type { Pass } from "./believe";
import { crop, median, sharpen, soften, turn, twice, type Box, type Gray } from "./gray";
import type { Asked, Code, Point, Reader } from "./reader";

/** What a stage looks at, and where a dot of it lies in the whole picture. */
interface View {
  readonly picture: Gray;
  readonly back: (at: Point) => Point;
}

export interface Stage {
  readonly name: string;
  readonly asked: Asked;
  readonly pass: Pass;
  readonly view: (whole: Gray) => View;
}

const even = (length: number): number => Math.max(2, 2 * Math.round(length / 2));

/** The part in the middle that the frame on the screen shows and that a person aims with. */
export function guide(width: number, height: number): Box {
  return middle(width, height, 0.8 * width, Math.min(0.6 * height, 0.9 * width));
}

/** What is made finer costs four times as much, so of a large picture only so much of the middle. */
const FINE_MAX = { width: 1024, height: 560 };
const TURN_MAX = 960;

function middle(width: number, height: number, wide: number, high: number): Box {
  const [w, h] = [Math.min(width, even(wide)), Math.min(height, even(high))];
  return { x: (width - w) >> 1, y: (height - h) >> 1, width: w, height: h };
}

function part(whole: Gray, box: Box): View {
  return { picture: crop(whole, box), back: ({ x, y }) => ({ x: x + box.x, y: y + box.y }) };
}

const aimed = (whole: Gray): View => part(whole, guide(whole.width, whole.height));

function finer(whole: Gray, before: (picture: Gray) => Gray, after: (picture: Gray) => Gray): View {
  const box = guide(whole.width, whole.height);
  const inner = part(
    whole,
    middle(whole.width, whole.height, Math.min(box.width, FINE_MAX.width), Math.min(box.height, FINE_MAX.height)),
  );
  return {
    picture: after(twice(before(inner.picture))),
    back: ({ x, y }) => inner.back({ x: x / 2, y: y / 2 }),
  };
}

function turned(whole: Gray, degrees: number): View {
  const box = middle(whole.width, whole.height, Math.min(whole.width, TURN_MAX), Math.min(whole.height, TURN_MAX));
  const inner = part(whole, box);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [cx, cy] = [(box.width - 1) / 2, (box.height - 1) / 2];
  return {
    picture: turn(inner.picture, degrees),
    back: ({ x, y }) =>
      inner.back({ x: cx + cos * (x - cx) + sin * (y - cy), y: cy - sin * (x - cx) + cos * (y - cy) }),
  };
}

const same = (picture: Gray): Gray => picture;
const calm: Asked = { harder: true, anyWay: false };
const all: Asked = { harder: true, anyWay: true };

export const FIRST: Stage = { name: "middle", asked: { harder: false, anyWay: false }, pass: "few", view: aimed };

/** In the order of what they find for their cost. With codes that lie on their side, these angles reach every one. */
export const FURTHER: readonly Stage[] = [
  { name: "whole", asked: all, pass: "all", view: (whole) => ({ picture: whole, back: (at) => at }) },
  { name: "finer", asked: calm, pass: "all", view: (whole) => finer(whole, same, same) },
  { name: "turned 45", asked: all, pass: "aslant", view: (whole) => turned(whole, 45) },
  { name: "sharper", asked: calm, pass: "all", view: (whole) => finer(whole, same, (fine) => sharpen(fine, 3, 2)) },
  { name: "turned 22", asked: all, pass: "aslant", view: (whole) => turned(whole, 22.5) },
  { name: "calmer", asked: calm, pass: "all", view: (whole) => finer(whole, median, same) },
  { name: "turned -22", asked: all, pass: "aslant", view: (whole) => turned(whole, -22.5) },
  { name: "softer", asked: calm, pass: "all", view: (whole) => finer(whole, (picture) => soften(picture, 1), same) },
];

/** What one stage reads, in places of the whole picture. */
export function look(stage: Stage, whole: Gray, reader: Reader): Code[] {
  const { picture, back } = stage.view(whole);
  return reader(picture, stage.asked).map((code) => ({ ...code, corners: code.corners.map(back) }));
}

const [WHOLE] = FURTHER as [Stage, ...Stage[]];

/** What was read in one picture, and by which stage last. */
export interface Read {
  readonly codes: readonly Code[];
  readonly stage: string;
}

/** Which stages look at which picture of a film. */
export class Turns {
  #next = 0;
  #warm: Stage | null = null;

  constructor(
    private readonly reader: Reader,
    private readonly believe: (codes: readonly Code[], pass: Pass) => Code[],
  ) {}

  /** `wide`: what is in the middle is not what is wanted, so look around it, too. */
  read(whole: Gray, wide: boolean): Read {
    const first = this.believe(look(FIRST, whole, this.reader), FIRST.pass);
    if (first.length > 0 && !wide) return { codes: first, stage: FIRST.name };
    const stage = first.length > 0 ? WHOLE : (this.#warm ?? this.#turn());
    const further = this.believe(look(stage, whole, this.reader), stage.pass);
    if (first.length === 0) this.#warm = further.length > 0 ? stage : null;
    const seen = new Set(first.map(({ raw }) => raw));
    return { codes: [...first, ...further.filter(({ raw }) => !seen.has(raw))], stage: stage.name };
  }

  #turn(): Stage {
    const stage = FURTHER[this.#next % FURTHER.length] as Stage;
    this.#next += 1;
    return stage;
  }
}
