/** Which of the codes that a reader says it saw are there. */

import { endsRight, isDigits } from "../../scanning/checkdigit";
import type { Code, Point } from "./reader";

/** How a stage looks: few lines of the picture, all of them, or all of them aslant. */
export type Pass = "few" | "all" | "aslant";

/**
 * A check digit passes one in ten misreads, so more lines of a symbol must have said the same. Over all lines of
 * pictures of EAN-13 up to 7 agreed on a wrong one, all of them in turned pictures, where lines leave a symbol at its
 * sides: half an EAN-13 then reads as a UPC-E.
 */
const LINES_MIN: Readonly<Record<string, Readonly<Record<Pass, number>>>> = {
  EAN13: { few: 3, all: 4, aslant: 10 },
  UPCA: { few: 3, all: 4, aslant: 10 },
  EAN8: { few: 4, all: 6, aslant: 12 },
  ITF: { few: 4, all: 6, aslant: 12 },
  UPCE: { few: 6, all: 16, aslant: Infinity },
};
const RETAIL: ReadonlySet<string> = new Set(["EAN13", "UPCA", "EAN8", "UPCE"]);

/** Whether what it says can be taken after one picture: matrix codes correct errors, GS1 elements are checked each. */
export const isStrong = ({ raw, format }: Code): boolean =>
  format === "QRCode" || format === "DataMatrix" || raw.startsWith("]C1") || raw.startsWith("]e0");

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function extent(corners: readonly Point[]): Extent {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** Whether two codes lie at one place: then at most one of them is there. */
export function overlap(a: Code, b: Code): boolean {
  const [p, q] = [extent(a.corners), extent(b.corners)];
  return p.left < q.right && q.left < p.right && p.top <= q.bottom && q.top <= p.bottom;
}

const checked = ({ raw, format }: Code): boolean => {
  const text = raw.slice(3);
  if (format === "ITF") return text.length === 14 && isDigits(text) && endsRight(text);
  return true;
};

/** Those with enough lines; of two at one place the one that more lines say, and none if as many say either. */
export function believed(codes: readonly Code[], pass: Pass): Code[] {
  const likely = codes.filter((code) => code.lines >= (LINES_MIN[code.format]?.[pass] ?? 0) && checked(code));
  return likely.filter((code) =>
    likely.every((other) => other === code || !rivals(code, other) || code.lines > other.lines),
  );
}

const rivals = (a: Code, b: Code): boolean => RETAIL.has(a.format) && RETAIL.has(b.format) && a.raw !== b.raw && overlap(a, b);
