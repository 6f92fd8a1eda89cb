/** Pictures as one byte a dot, 0 black, and what the stages of decoding do to them. Nothing here changes its input. */

export interface Gray {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const blank = (width: number, height: number, level = 0): Gray => ({
  data: new Uint8Array(width * height).fill(level),
  width,
  height,
});

/** The part of a picture inside a box; the box lies in it. */
export function crop(from: Gray, box: Box): Gray {
  const to = blank(box.width, box.height);
  for (let y = 0; y < box.height; y += 1) {
    const start = (box.y + y) * from.width + box.x;
    to.data.set(from.data.subarray(start, start + box.width), y * box.width);
  }
  return to;
}

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

// Keys' cubic convolution (a = -1/2) at a quarter before and behind each dot, which is where the finer dots lie.
const FAR = -9 / 128;
const NEXT = 29 / 128;
const NEAR = 111 / 128;
const LAST = -3 / 128;

/** Twice as wide and high, by cubic convolution. */
export function twice(from: Gray): Gray {
  const { width, height } = from;
  const wide = blank(width * 2, height);
  for (let y = 0; y < height; y += 1) stretch(from.data, y * width, 1, width, wide.data, y * width * 2, 1);
  const to = blank(width * 2, height * 2);
  for (let x = 0; x < width * 2; x += 1) stretch(wide.data, x, width * 2, height, to.data, x, width * 2);
  return to;
}

/** One line of `count` dots, `step` apart, to twice as many. */
function stretch(
  from: Uint8Array, start: number, step: number, count: number, to: Uint8Array, toStart: number, toStep: number,
): void {
  const end = start + (count - 1) * step;
  let out = toStart;
  for (let at = start; at <= end; at += step) {
    const here = from[at] as number;
    const before = at > start ? (from[at - step] as number) : here;
    const after = at < end ? (from[at + step] as number) : here;
    const before2 = at > start + step ? (from[at - 2 * step] as number) : before;
    const after2 = at < end - step ? (from[at + 2 * step] as number) : after;
    to[out] = clamp(FAR * after + NEAR * here + NEXT * before + LAST * before2 + 0.5);
    to[out + toStep] = clamp(FAR * before + NEAR * here + NEXT * after + LAST * after2 + 0.5);
    out += 2 * toStep;
  }
}

/** The middle one of each dot and its eight neighbours: takes single wrong dots away and leaves edges. */
export function median(from: Gray): Gray {
  const { data, width, height } = from;
  const to: Gray = { data: data.slice(), width, height };
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1, at = y * width + 1; x < width - 1; x += 1, at += 1) to.data[at] = middle(data, at, width);
  }
  return to;
}

/** Sorts the columns of a 3 by 3 field, then takes the middle of (greatest low, middle of middles, least high). */
function middle(data: Uint8Array, at: number, width: number): number {
  let low = 0;
  let high = 255;
  let [m0, m1, m2] = [0, 0, 0];
  for (let column = -1; column <= 1; column += 1) {
    const a = data[at - width + column] as number;
    const b = data[at + column] as number;
    const c = data[at + width + column] as number;
    const least = a < b ? (a < c ? a : c) : b < c ? b : c;
    const most = a > b ? (a > c ? a : c) : b > c ? b : c;
    if (least > low) low = least;
    if (most < high) high = most;
    [m0, m1, m2] = [m1, m2, a + b + c - least - most];
  }
  return between(low, between(m0, m1, m2), high);
}

const between = (a: number, b: number, c: number): number =>
  a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;

/** Mean over a square of `2 * radius + 1` dots. */
export function soften(from: Gray, radius: number): Gray {
  const { width, height } = from;
  const wide = blank(width, height);
  for (let y = 0; y < height; y += 1) average(from.data, y * width, 1, width, radius, wide.data);
  const to = blank(width, height);
  for (let x = 0; x < width; x += 1) average(wide.data, x, width, height, radius, to.data);
  return to;
}

function average(from: Uint8Array, start: number, step: number, count: number, radius: number, to: Uint8Array): void {
  const last = count - 1;
  const dot = (index: number): number => from[start + Math.min(last, Math.max(0, index)) * step] as number;
  const size = 2 * radius + 1;
  let sum = 0;
  for (let index = -radius; index <= radius; index += 1) sum += dot(index);
  for (let index = 0; index < count; index += 1) {
    to[start + index * step] = (sum + radius) / size;
    sum += dot(index + radius + 1) - dot(index - radius);
  }
}

/** Unsharp mask: each dot is pushed away from the mean around it. */
export function sharpen(from: Gray, radius: number, amount: number): Gray {
  const soft = soften(from, radius).data;
  const to = blank(from.width, from.height);
  for (let at = 0; at < soft.length; at += 1) {
    const here = from.data[at] as number;
    to.data[at] = clamp(here + amount * (here - (soft[at] as number)) + 0.5);
  }
  return to;
}

/** Turned clockwise about the middle, as large as before; what comes in at the corners is the nearest edge. */
export function turn(from: Gray, degrees: number): Gray {
  const { data, width, height } = from;
  const to = blank(width, height);
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const [right, bottom] = [width - 1.001, height - 1.001];
  for (let y = 0, out = 0; y < height; y += 1) {
    let sx = cx - cos * cx + sin * (y - cy);
    let sy = cy + sin * cx + cos * (y - cy);
    for (let x = 0; x < width; x += 1, out += 1, sx += cos, sy -= sin) {
      const px = sx < 0 ? 0 : sx > right ? right : sx;
      const py = sy < 0 ? 0 : sy > bottom ? bottom : sy;
      const [ix, iy] = [px | 0, py | 0];
      const [fx, fy] = [px - ix, py - iy];
      const at = iy * width + ix;
      const above = (data[at] as number) * (1 - fx) + (data[at + 1] as number) * fx;
      const below = (data[at + width] as number) * (1 - fx) + (data[at + width + 1] as number) * fx;
      to.data[out] = above * (1 - fy) + below * fy + 0.5;
    }
  }
  return to;
}
