/** A QR code as lines on white, whatever the theme: scanners want it dark on light, with a quiet margin. */

import { encode } from "uqr";

const MARGIN = 4;

export function Qr({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { ecc: "M", border: 0 });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? `M${x} ${y}h1v1h-1z` : [])));
  const side = size + 2 * MARGIN;
  return (
    <svg class="qr" viewBox={`-${MARGIN} -${MARGIN} ${side} ${side}`} role="img" aria-label={label} data-testid="qr">
      <rect x={-MARGIN} y={-MARGIN} width={side} height={side} fill="#fff" />
      <path d={dark.join("")} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}
