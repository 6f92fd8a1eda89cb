/** The driver signs with a finger: pointer strokes become one small SVG path of whole numbers. */

import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";

const [WIDTH, HEIGHT] = [300, 120];
/** As much as the server takes. */
const PATH_MOST = 4000;
/** Nearer points say no more. */
const STEP = 3;

interface Point {
  readonly x: number;
  readonly y: number;
}

export function SignaturePad({ path }: { path: Signal<string> }) {
  const last = useRef<Point | null>(null);
  const at = (event: PointerEvent & { currentTarget: SVGSVGElement }): Point => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = (value: number, of: number, most: number): number =>
      Math.min(most, Math.max(0, Math.round((value / of) * most)));
    return {
      x: part(event.clientX - box.left, box.width, WIDTH),
      y: part(event.clientY - box.top, box.height, HEIGHT),
    };
  };
  const draw = (letter: "M" | "L", point: Point): void => {
    const more = `${path.value}${letter}${point.x} ${point.y}`;
    if (more.length > PATH_MOST) return;
    [path.value, last.current] = [more, point];
  };
  const begin = (event: PointerEvent & { currentTarget: SVGSVGElement }): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    draw("M", at(event));
  };
  const go = (event: PointerEvent & { currentTarget: SVGSVGElement }): void => {
    const before = last.current;
    const point = at(event);
    if (before && Math.hypot(point.x - before.x, point.y - before.y) >= STEP) draw("L", point);
  };
  return (
    <div class="list">
      <p class="legend">{t("ship.signature")}</p>
      <svg
        class="signature"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t("ship.signature")}
        data-testid="signature"
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={() => (last.current = null)}
        onPointerCancel={() => (last.current = null)}
      >
        <path d={path.value} />
      </svg>
      {path.value !== "" && (
        <Act on={() => (path.value = "")} icon="undo" testid="sign-again">
          {t("ship.sign_again")}
        </Act>
      )}
    </div>
  );
}
