import { describe, expect, test } from "vitest";
import { Burst, IDLE_MS, type Key } from "./burst";
import type { Scanner } from "./scanner";

function bench(scanner: Scanner = {}) {
  const scans: [string, boolean][] = [];
  const keys: string[] = [];
  const found: boolean[] = [];
  const burst = new Burst(
    {
      scan: (raw, stolen) => scans.push([raw, stolen]),
      text: (raw) => scans.push([raw, false]),
      key: (key) => keys.push(key),
      suffix: (sends) => found.push(sends),
    },
    scanner,
  );
  let at = 0;
  const press = (key: string, more: Partial<Key> & { gap?: number } = {}) => {
    at += more.gap ?? 5;
    return burst.key({ key, code: "", ctrl: false, alt: false, meta: false, shift: false, typed: false, at, ...more });
  };
  const type = (text: string, more: Partial<Key> & { gap?: number } = {}) => [...text].map((c) => press(c, more));
  return { burst, scans, keys, found, press, type };
}

describe("on the page", () => {
  test("thirteen digits and Enter are one scan, and no key of it reaches the page", () => {
    const { type, press, scans } = bench();
    expect(type("4006381333931")).toEqual(Array(13).fill("take"));
    expect(press("Enter")).toBe("take");
    expect(scans).toEqual([["4006381333931", false]]);
  });

  test("Tab ends a scan too", () => {
    const { type, press, scans } = bench();
    type("T-0007");
    press("Tab");
    expect(scans).toEqual([["T-0007", false]]);
  });

  test("two scans without a pause both arrive, the same code too", () => {
    const { type, press, scans } = bench();
    for (const _ of [1, 2]) [type("4006381333931"), press("Enter")];
    expect(scans.map(([raw]) => raw)).toEqual(["4006381333931", "4006381333931"]);
  });

  test("silence ends a scan without a suffix", () => {
    const { type, burst, scans } = bench();
    type("L-A-12-04");
    burst.end();
    expect(scans).toEqual([["L-A-12-04", false]]);
  });

  test("a slow handheld with 90 ms a key is heard", () => {
    const { type, press, scans } = bench();
    type("4006381333931", { gap: 90 });
    press("Enter", { gap: 90 });
    expect(scans).toHaveLength(1);
  });

  test("after one scan with a suffix, a stall of the host does not split the next", () => {
    const { type, press, scans } = bench();
    type("T-0007");
    press("Enter");
    type("40063");
    type("81333931", { gap: IDLE_MS + 30 });
    press("Enter");
    expect(scans[1]).toEqual(["4006381333931", false]);
  });

  test("a device that knows its scanner has even its first scan whole, however long the host stalls", () => {
    const { type, press, scans, found } = bench({ sends_suffix: true });
    type("40063");
    type("81333931", { gap: IDLE_MS + 30 });
    press("Enter");
    expect([scans, found]).toEqual([[["4006381333931", false]], []]);
  });

  test("a scanner that stops sending Enter is noticed at the second scan, one that begins to at the first", () => {
    const { type, press, burst, found } = bench({ sends_suffix: true });
    const silent = () => [type("T-0007"), burst.end()];
    silent();
    [type("T-0007"), press("Enter")];
    silent();
    expect(found).toEqual([]);
    silent();
    expect([found, burst.idleMs]).toEqual([[false], IDLE_MS]);
    [type("T-0007"), press("Enter")];
    expect(found).toEqual([false, true]);
  });

  test("an AIM identifier and group separators are kept, as Ctrl+] and as Alt+029", () => {
    const { type, press, scans } = bench();
    type("]C10109521234543213");
    press("]", { ctrl: true });
    type("10LOT7");
    for (const digit of "029") press("Unidentified", { alt: true, code: `Numpad${digit}` });
    type("37");
    press("Enter");
    expect(scans[0]?.[0]).toBe("]C10109521234543213\x1d10LOT7\x1d37");
  });

  test("Alt on every key changes nothing", () => {
    const { type, press, scans } = bench();
    type("4006381333931", { alt: true });
    press("Enter", { alt: true });
    expect(scans[0]?.[0]).toBe("4006381333931");
  });

  test("Ctrl with a letter is swallowed inside a burst and left alone outside of one", () => {
    const { type, press, scans } = bench();
    expect(press("p", { ctrl: true })).toBe("leave");
    type("4006381");
    expect(press("w", { ctrl: true })).toBe("take");
    type("333931");
    press("Enter");
    expect(scans[0]?.[0]).toBe("4006381333931");
  });

  test("Enter, Tab and Space of a person press the focused button", () => {
    const { press } = bench();
    expect([press("Enter"), press("Tab"), press(" ")]).toEqual(["leave", "leave", "leave"]);
  });

  test("one key alone is a shortcut, no scan", () => {
    const { press, burst, scans, keys } = bench();
    press("a");
    burst.end();
    expect([scans, keys]).toEqual([[], ["a"]]);
  });

  test("text of an input method may hold two scans", () => {
    const { burst, scans } = bench();
    burst.text("4006381333931\nT-0007\r\n");
    expect(scans.map(([raw]) => raw)).toEqual(["4006381333931", "T-0007"]);
  });
});

describe("in a field", () => {
  test("a scan is taken out of it again", () => {
    const { type, press, scans } = bench();
    expect(type("4006381333931", { typed: true })[0]).toBe("leave");
    expect(press("Enter", { typed: true })).toBe("take");
    expect(scans).toEqual([["4006381333931", true]]);
  });

  test("a person is left alone, Enter included", () => {
    const { type, press, burst, scans } = bench();
    type("driver jansen", { typed: true, gap: 110 });
    expect(press("Enter", { typed: true, gap: 110 })).toBe("leave");
    type("1250", { typed: true, gap: 110 });
    burst.end();
    expect(scans).toEqual([]);
  });

  test("four digits typed fast are a number, no scan", () => {
    const { type, press, scans } = bench();
    type("1250", { typed: true, gap: 20 });
    expect(press("Enter", { typed: true, gap: 20 })).toBe("leave");
    expect(scans).toEqual([]);
  });
});
