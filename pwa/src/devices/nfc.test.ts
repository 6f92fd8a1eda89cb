import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { hasNfc, listenNfc, type NfcTrouble } from "./nfc";

/** What a phone's browser has; `fails` is the name of the error that `scan` ends with. */
class FakeReader extends EventTarget {
  static last: FakeReader;
  static fails = "";
  constructor() {
    super();
    FakeReader.last = this;
  }
  scan({ signal }: { signal: AbortSignal }): Promise<void> {
    if (FakeReader.fails) return Promise.reject(Object.assign(new Error(), { name: FakeReader.fails }));
    return signal.aborted ? Promise.reject(Object.assign(new Error(), { name: "AbortError" })) : Promise.resolve();
  }
  touch(...records: object[]): void {
    this.dispatchEvent(Object.assign(new Event("reading"), { message: { records } }));
  }
}

beforeEach(() => {
  FakeReader.fails = "";
  vi.stubGlobal("NDEFReader", FakeReader);
});
afterEach(() => vi.unstubAllGlobals());

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function listening() {
  const [texts, troubles, stop]: [string[], NfcTrouble[], AbortController] = [[], [], new AbortController()];
  const begun = listenNfc(stop.signal, (text) => texts.push(text), (why) => troubles.push(why));
  return { texts, troubles, stop, begun };
}

test("where the browser has no reader there is none, and asking for it says so", async () => {
  vi.unstubAllGlobals();
  expect(hasNfc()).toBe(false);
  const { troubles, begun } = listening();
  await begun;
  expect(troubles).toEqual(["off"]);
});

test("the text on a badge is told, and that of an address", async () => {
  const { texts, begun } = listening();
  await begun;
  FakeReader.last.touch({ recordType: "text", encoding: "utf-8", data: bytes("TOTE-BADGE:X") }, { recordType: "url", data: bytes("https://a.example") });
  expect(texts).toEqual(["TOTE-BADGE:X", "https://a.example"]);
});

test("pictures, empty records and torn text are no text", async () => {
  const { texts, begun } = listening();
  await begun;
  FakeReader.last.touch({ recordType: "mime", data: bytes("x") }, { recordType: "empty" }, { recordType: "text", data: Uint8Array.of(0xff, 0xfe) });
  expect(texts).toEqual([]);
});

test.each([["NotAllowedError", "refused"], ["NotSupportedError", "off"], ["NotReadableError", "off"]])("%s is told as %s", async (name, why) => {
  FakeReader.fails = name;
  const { troubles, begun } = listening();
  await begun;
  expect(troubles).toEqual([why]);
});

test("a badge that was gone too soon is told, and the next one is read", async () => {
  const { texts, troubles, begun } = listening();
  await begun;
  FakeReader.last.dispatchEvent(new Event("readingerror"));
  FakeReader.last.touch({ recordType: "text", data: bytes("B") });
  expect([troubles, texts]).toEqual([["unread"], ["B"]]);
});

test("to be stopped before it has begun is no trouble either", async () => {
  const [stop, troubles]: [AbortController, NfcTrouble[]] = [new AbortController(), []];
  stop.abort();
  await listenNfc(stop.signal, () => undefined, (why) => troubles.push(why));
  expect(troubles).toEqual([]);
});

test("after it was stopped nothing more is read, and stopping is no trouble", async () => {
  const { texts, troubles, stop, begun } = listening();
  stop.abort();
  await begun;
  FakeReader.last.touch({ recordType: "text", data: bytes("B") });
  expect([texts, troubles]).toEqual([[], []]);
});
