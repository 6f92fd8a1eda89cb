import { describe, expect, test } from "vitest";
import { SEVERITY, TEST_CODES } from "../generated/scanner-check";
import { Check, CURES, type Code, type Report } from "./check";
import { bodyOf, profileOf } from "./check-kept";
import { Gathering, PAUSE_MS, type Raw } from "./check-raw";
import { Typist, type Habits } from "./check-typist";

/** A whole check with a scanner of these habits: every test code through the same cut into scans as on the page. */
function checked(habits: Habits, codes = TEST_CODES): Report {
  const check = new Check();
  const gathering = new Gathering((events) => void check.take(events));
  const typist = new Typist(habits);
  for (const code of codes) for (const raw of typist.scan(code)) gathering.take(raw);
  gathering.settle();
  return check.report();
}

const codes = (report: Report): Code[] => report.findings.map(({ code }) => code);
const none = { prefix: undefined, suffix: undefined, gs: undefined, gs_dropped: undefined, gap_ms: undefined, layout: undefined };

test("a scanner that is set right has no findings, and nothing has to be undone", () => {
  const report = checked({});
  expect(report).toEqual({
    mode: "keys", suffix: "enter", aim: true, gs: "control", layout: "host", caps: false, key_ms: 5, gap_ms: 5,
    findings: [], profile: { ...none, sends_suffix: true },
  });
});

describe("every mode, suffix, layout, separator and Caps Lock", () => {
  const modes = ["keys", "text", "characters", "paste"] as const;
  const suffixes = ["enter", "tab", "double", "none"] as const;
  const separators = ["control", "alt", "lost", "key", "|"] as const;
  const hosts = ["us", "azerty", "qwertz"] as const;
  for (const mode of modes) {
    for (const suffix of suffixes) {
      test(`${mode}, ${suffix}`, () => {
        for (const aim of [true, false]) {
          for (const gs of mode === "keys" ? separators : (["control", "lost", "|"] as const)) {
            for (const host of mode === "keys" ? hosts : (["us"] as const)) {
              for (const caps of mode === "keys" ? [false, true] : [false]) {
                const report = checked({ mode, suffix, aim, gs, host, caps });
                const wanted: Code[] = [];
                if (host !== "us") wanted.push("layout_host");
                if (caps) wanted.push("caps");
                if (suffix !== "enter") wanted.push(`suffix_${suffix}`);
                if (!aim) wanted.push("aim_none");
                if (gs === "lost") wanted.push("gs_lost");
                if (gs === "key") wanted.push("gs_key");
                if (gs === "|") wanted.push("gs_token");
                const told = `${mode} ${suffix} aim ${aim} gs ${gs} host ${host} caps ${caps}`;
                expect([...codes(report)].sort(), told).toEqual([...wanted].sort());
                expect(report.mode, told).toBe(mode === "characters" ? "text" : mode);
                expect(report.layout, told).toBe(host === "us" ? "host" : host);
                expect(report.caps, told).toBe(caps);
                expect(report.profile, told).toEqual({
                  ...none,
                  sends_suffix: suffix !== "none",
                  gs: gs === "|" ? ["|"] : undefined,
                  gs_dropped: gs === "lost" || gs === "key" || undefined,
                  layout: host !== "us" || caps ? "us" : undefined,
                });
              }
            }
          }
        }
      });
    }
  }
});

describe("a scanner's own layout", () => {
  test.each(["azerty", "qwertz"] as const)("%s on a host that has the same is as good as any", (layout) => {
    const report = checked({ scanner: layout, host: layout, aim: false });
    expect(report.layout).toBe("host");
    expect(codes(report)).toEqual(["aim_none"]);
    expect(report.profile.layout).toBeUndefined();
  });

  test.each(["azerty", "qwertz"] as const)("%s on a host of the United States stops work: Tote cannot undo it", (layout) => {
    const report = checked({ scanner: layout, aim: false });
    expect(report.findings[0]).toMatchObject({ code: "layout_scanner", severity: "stop" });
    expect(report.profile.layout).toBeUndefined();
  });

  test("Caps Lock under an input method cannot be undone", () => {
    const swap = (text: string) => [...text].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join("");
    const report = checked({ mode: "text", loses: swap });
    expect(codes(report)).toContain("caps_text");
    expect(report.profile.layout).toBeUndefined();
  });
});

describe("what is added to a code", () => {
  test("characters before and behind every code are undone", () => {
    const report = checked({ prefix: "#1", behind: "~" });
    expect(report.findings.map(({ code, params }) => [code, params["text"]])).toEqual([["added_behind", "~"], ["added_before", "#1"]].reverse());
    expect(report.profile).toMatchObject({ prefix: "#1", suffix: "~" });
  });

  test("on AZERTY they are those that the wedge will see by then", () => {
    expect(checked({ prefix: "q", host: "azerty" }).profile).toMatchObject({ prefix: "q", layout: "us" });
  });

  test("between identifier and code they cannot be undone", () => {
    const inside = (text: string) => text.replace(/^(\][A-Za-z]\d)/, "$1#");
    expect(codes(checked({ loses: inside }))).toEqual(["added_inside"]);
  });

  test("a separator that is also data is told to be risky, and is not put back", () => {
    const report = checked({ gs: "+" });
    expect(codes(report)).toEqual(["gs_risky"]);
    expect(report.profile.gs).toBeUndefined();
  });

  test("a separator spelled out is put back", () => {
    expect(checked({ gs: "<GS>" }).profile.gs).toEqual(["<GS>"]);
    expect(checked({ gs: "{GS}" }).profile.gs).toEqual(["{GS}"]);
  });
});

describe("numbers of goods", () => {
  test("a UPC-A that comes as EAN-13 is as good as one that does not", () => {
    expect(codes(checked({ digits: (text) => text.padStart(13, "0") }))).toEqual([]);
  });

  test("a check digit that is left out stops work", () => {
    const report = checked({ digits: (text) => text.slice(0, -1) });
    expect(report.findings).toEqual([{ code: "check_digit", severity: "stop", params: {} }]);
  });

  test("so does a UPC-A without its first digit", () => {
    const report = checked({ digits: (text) => (text.length === 12 ? text.slice(1) : text) });
    expect(codes(report)).toEqual(["first_digit"]);
  });

  test("both at once are both told", () => {
    const report = checked({ digits: (text) => (text.length === 12 ? text.slice(1, -1) : text.slice(0, -1)) });
    expect(codes(report)).toEqual(["check_digit", "first_digit"]);
  });
});

describe("speed", () => {
  test("a handheld that takes 90 ms a key is slow, not a person", () => {
    const report = checked({ gap: 90 });
    expect(report).toMatchObject({ mode: "keys", key_ms: 90 });
    expect(codes(report)).toEqual(["speed"]);
  });

  test("a stall inside a scan is waited for from then on", () => {
    const report = checked({ gap: (at) => (at === 7 ? 400 : 5) });
    expect(codes(report)).toEqual(["stall"]);
    expect(report.profile.gap_ms).toBe(600);
  });

  test("text that comes at once takes no time a key", () => {
    expect(checked({ mode: "text", suffix: "none" })).toMatchObject({ key_ms: 0, gap_ms: 0 });
  });

  test("lost characters stop work", () => {
    const report = checked({ loses: (text) => [...text].filter((_, at) => at % 6 !== 5).join("") });
    expect(report.findings[0]).toMatchObject({ code: "missing", severity: "stop" });
  });

  test("a long code that is cut stops work", () => {
    const report = checked({ loses: (text) => text.slice(0, 45) });
    expect(report.findings).toMatchObject([{ code: "cut", severity: "stop" }]);
    const whole = TEST_CODES.find(({ id }) => id === "long")?.parts[0]?.length ?? 0;
    expect(report.findings[0]?.params["n"]).toBe(whole + "]Q1".length - 45);
  });
});

describe("who and how", () => {
  test("a person who types a code is told from a scanner", () => {
    const uneven = [180, 90, 260, 120, 210, 310, 95, 150];
    const report = checked({ gap: (at) => uneven[at % 8] ?? 0, aim: false }, TEST_CODES.slice(0, 1));
    expect(report.mode).toBe("hand");
    expect(report.findings).toMatchObject([{ code: "hand", severity: "stop" }]);
  });

  test("a fast one too: 100 ms a key, but not evenly", () => {
    const uneven = [60, 140, 70, 130, 100, 50];
    expect(checked({ gap: (at) => uneven[at % 6] ?? 0, aim: false }, TEST_CODES.slice(0, 1)).mode).toBe("hand");
  });

  test("keys and text for the same pull of the trigger are one scan by two channels", () => {
    const report = checked({ mode: "both" });
    expect(report.mode).toBe("both");
    expect(codes(report)).toEqual(["channels"]);
    expect(codes(checked({ mode: "both", suffix: "none" })).sort()).toEqual(["channels", "suffix_none"]);
  });

  test("a code that the scanner does not react to is named, until it does", () => {
    const check = new Check();
    check.cannot("matrix");
    expect(check.report().findings).toEqual([{ code: "unread", severity: "slow", params: { what: "datamatrix" } }]);
    const [code] = TEST_CODES.filter(({ id }) => id === "matrix");
    if (code) check.take(new Typist({}).scan(code));
    expect(check.report().findings).toEqual([]);
  });

  test("of anything else nothing is kept but its length", () => {
    const check = new Check();
    const badge = [..."TOTE-BADGE:s3cret"].map((key, at): Raw => ({ how: "key", key, code: "", shift: false, ctrl: false, alt: false, at }));
    expect(check.take(badge)).toEqual({ what: "unknown", length: 17 });
    expect(JSON.stringify(check.report())).not.toContain("s3cret");
  });

  test("after a change the newest scan of a code counts", () => {
    const check = new Check();
    for (const aim of [false, true]) for (const code of TEST_CODES) check.take(new Typist({ aim }).scan(code));
    expect(check.report().findings).toEqual([]);
  });
});

describe("events are cut into scans", () => {
  const scans = (events: readonly Raw[]): number[] => {
    const sizes: number[] = [];
    const gathering = new Gathering((whole) => sizes.push(whole.length));
    for (const raw of events) gathering.take(raw);
    gathering.settle();
    return sizes;
  };
  const key = (key: string, at: number): Raw => ({ how: "key", key, code: "", shift: false, ctrl: false, alt: false, at });

  test("by Enter, with what belongs to it", () => {
    expect(scans([key("a", 0), key("Enter", 5), key("Enter", 10), key("b", 15), key("Enter", 20)])).toEqual([3, 2]);
  });
  test("by silence", () => {
    expect(scans([key("a", 0), key("b", 5), key("c", 6 + PAUSE_MS)])).toEqual([2, 1]);
  });
  test("the line end that Enter makes in a field is the same Enter", () => {
    expect(scans([{ how: "text", text: "abc", at: 0 }, key("Enter", 30), { how: "text", text: "\n", at: 33 }])).toEqual([2]);
  });
  test("a line end without the key is an end too", () => {
    expect(scans([{ how: "text", text: "abc", at: 0 }, { how: "text", text: "\n", at: 3 }, { how: "text", text: "d", at: 9 }])).toEqual([2, 1]);
  });
  test("text and the Enter behind it are one", () => {
    expect(scans([{ how: "text", text: "abc", at: 0 }, key("Enter", 30)])).toEqual([2]);
  });
});

test("each finding names its severity and its cure", () => {
  expect(Object.keys(CURES).sort()).toEqual(Object.keys(SEVERITY).sort());
});

test.each<Habits>([
  {}, { suffix: "none", aim: false }, { prefix: "#1", behind: "~", gs: "|" }, { gs: "lost", host: "azerty" }, { gs: "key", caps: true },
  { gs: "+", suffix: "tab" }, { mode: "text", suffix: "double" }, { gap: (at) => (at === 7 ? 400 : 5) },
])("what the server keeps of %j is enough to learn it again", (habits) => {
  const report = checked(habits);
  const body = bodyOf(report, "d1", "mei", " TC22 ");
  expect(body).toMatchObject({ device: "d1", person: "mei", model: "TC22" });
  expect(profileOf(JSON.parse(JSON.stringify(body)) as Required<typeof body>)).toEqual(report.profile);
});
