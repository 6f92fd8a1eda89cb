/** A code on the screen: black on white whatever the theme, each module a whole number of the screen's dots wide. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Drawn } from "../../generated/scanner-check";

/** Modules: high enough to be hit by a laser's line, on a screen that reflects. */
const BARS_HIGH = 60;
/** Modules of a square symbol are easier to read large, but no larger than this share of the width. */
const SQUARE_SHARE = 0.7;

export function Symbol({ drawn, label, testid }: { drawn: Drawn; label: string; testid?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const room = useSignal(0);
  useEffect(() => {
    const measure = (): void => void (room.value = box.current?.clientWidth ?? 0);
    measure();
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  const { rows, quiet } = drawn;
  const [row = ""] = rows;
  const linear = rows.length === 1;
  const across = row.length + 2 * quiet;
  const high = linear ? BARS_HIGH : rows.length + 2 * quiet;
  const dots = (room.value * devicePixelRatio * (linear ? 1 : SQUARE_SHARE)) / across;
  const module = (dots < 1 ? dots : Math.floor(dots)) / devicePixelRatio;
  return (
    <div class="symbol" ref={box}>
      <svg
        width={across * module}
        height={linear ? Math.min(high * module, 120) : high * module}
        viewBox={`-${quiet} -${linear ? 0 : quiet} ${across} ${high}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        data-testid={testid}
      >
        <rect x={-quiet} y={-quiet} width={across} height={high + quiet} fill="#fff" />
        <path d={rows.map((cells, y) => stripes(cells, y, linear ? high : 1)).join("")} fill="#000" shape-rendering="crispEdges" />
      </svg>
    </div>
  );
}

const stripes = (cells: string, y: number, high: number): string =>
  [...cells.matchAll(/1+/g)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v${high}h-${run.length}z`).join("");
