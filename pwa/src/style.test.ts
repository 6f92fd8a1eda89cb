import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync("src/style.css", "utf8");

/** The tokens of a theme: name to hex. */
function tokens(selector: string): Record<string, string> {
  const from = css.indexOf(`${selector} {`);
  const block = css.slice(from, css.indexOf("}", from));
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]));
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const light = (hex: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map((i) => {
      const c = parseInt(hex.slice(i, i + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const TEXTS = [
  ["text", "ground"],
  ["quiet", "ground"],
  ["text", "raised"],
  ["quiet", "raised"],
  ["on-action", "action"],
  ["good", "good-fill"],
  ["wrong", "wrong-fill"],
  ["decide", "decide-fill"],
  ["info", "info-fill"],
] as const;

describe.each([":root", ':root[data-theme="dark"]'])("the colours of %s", (selector) => {
  const theme = tokens(selector);
  test.each(TEXTS)("%s on %s can be read by anybody: 7 to 1", (text, ground) => {
    expect(contrast(theme[text] ?? "", theme[ground] ?? "")).toBeGreaterThanOrEqual(7);
  });
  test("lines and marks stand out: 3 to 1", () => {
    for (const mark of ["line", "action"])
      expect(contrast(theme[mark] ?? "", theme["ground"] ?? "")).toBeGreaterThanOrEqual(3);
  });
});

test("the system's dark is the chosen dark", () => {
  expect(tokens('  :root[data-theme="system"]')).toEqual(tokens(':root[data-theme="dark"]'));
});
