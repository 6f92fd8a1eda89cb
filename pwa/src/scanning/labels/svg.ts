/** Labels as SVG, for a screen or a browser's print. Lines of text carry their length, so that no font makes them run off. */

import { isMeasured, width } from "./lettering";
import type { Bars, Mark, Page, Text } from "./marks";

const FONTS = "Helvetica, Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** A page of marks, in millimetres, on white. */
export function svg({ width: w, height: h, marks, title }: Page): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}mm" height="${h}mm" viewBox="0 0 ${w} ${h}" `
    + `font-family="${FONTS}" role="img"><title>${escaped(title)}</title>`
    + `<path fill="#fff" d="M0 0h${w}v${h}h-${w}z"/>${marks.map(drawn).join("")}</svg>`
  );
}

function drawn(mark: Mark): string {
  if (mark.is === "text") return lettered(mark);
  const found = mark.is === "box" ? [[mark.x, mark.y, mark.width, mark.height]] : stripes(mark);
  const path = found.map((one) => one.map(short)).map(([x, y, w, h]) => `M${x} ${y}h${w}v${h}h-${w}z`).join("");
  // Crisp edges: a grey rim on a bar is half a module to a camera in front of a screen.
  return `<path shape-rendering="crispEdges" d="${path}"/>`;
}

/** Each bar of a symbol. */
const stripes = ({ x, y, module, height, modules }: Bars): number[][] =>
  [...modules.matchAll(/1+/g)].map((bar) => [x + bar.index * module, y, bar[0].length * module, height]);

function lettered({ x, y, size, text, bold }: Text): string {
  if (text === "") return "";
  const weight = bold ? ' font-weight="700"' : "";
  const length = isMeasured(text)
    ? ` textLength="${short(width(text, size, bold))}" lengthAdjust="spacingAndGlyphs"` : "";
  return `<text x="${short(x)}" y="${short(y)}" font-size="${short(size)}"${weight}${length}>${escaped(text)}</text>`;
}

/** Four decimals and six digits at most. */
const short = (value: number): string => String(Number(Number(value.toFixed(4)).toPrecision(6)));

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
