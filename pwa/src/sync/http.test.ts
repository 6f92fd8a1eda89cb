/** How a device proves itself, and what it makes of an answer that is no. */

import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { DeviceGone, Http, Refusal, SignInNeeded, type Signer } from "./http";
import { answer, FakeBrowser } from "./testing";
import type { SessionFrame } from "./wire";

const signer: Signer = { point: () => Promise.resolve("POINT"), sign: (text) => Promise.resolve(`<${text}>`) };
const ME = { device: "d-1", person: { id: "ana", name: "Ana", language: "en" as const }, roles: [], grant_v: 1 };
const session = (nonce: string, access = `access ${nonce}`): SessionFrame => ({ ...ME, access, expires_in: 900, nonce });
const no = (status: number, code: string, params = {}): Response =>
  answer(status, { error: { code, params, en: code, zh: code, choices: [] } });

let sent: [path: string, body: Record<string, unknown>][];
let answers: Response[];
let kept: SessionFrame[];
let gone: string[];
let http: Http;

beforeEach(() => {
  [sent, answers, kept, gone] = [[], [], [], []];
  const browser = new FakeBrowser((path, init) => {
    sent.push([path, JSON.parse(String(init.body ?? "{}")) as Record<string, unknown>]);
    return answers.shift() ?? answer(200, {});
  });
  const keep = (one: SessionFrame): Promise<void> => Promise.resolve(void kept.push(one));
  http = new Http(browser.tab(), () => "d-1", keep, signer, { gone: (code) => void gone.push(code) });
});

describe("a proof", () => {
  it("goes with each way in, over the text that the server expects", async () => {
    answers = [answer(200, session("n1")), answer(200, session("n2")), answer(201, { device: "d-1" })];
    await http.signIn("ana", "secret", { id: null });
    await http.badge({ badge: "B", hash: "ab", pin: "271828" });
    await http.enrol("CODE");
    expect(sent).toEqual([
      ["/api/auth/sign-in", {
        login: "ana", password: "secret", device: { id: null, key: "POINT", proof: "<tote-sign-in-1\nana\nPOINT>" },
      }],
      ["/api/auth/badge", { device: "d-1", badge: "B", pin: "271828", proof: "<tote-badge-1\nd-1\nab>" }],
      ["/api/auth/enrol", { code: "CODE", key: "POINT", proof: "<tote-enrol-1\nCODE\nPOINT>" }],
    ]);
  });

  it("is over the newest nonce when a session is renewed", async () => {
    answers = [answer(200, session("n1")), answer(200, session("n2")), answer(200, session("n3"))];
    await http.signIn("ana", "secret", {});
    await http.refresh();
    await http.refresh();
    expect(sent.slice(1).map(([, body]) => body["proof"])).toEqual(["<tote-refresh-1\nd-1\nn1>", "<tote-refresh-1\nd-1\nn2>"]);
    expect(kept.map(({ nonce }) => nonce)).toEqual(["n2", "n3"]);
  });

  it("is made at once when the server asks for one, after a start or another tab's turn", async () => {
    answers = [no(401, "need_proof", { nonce: "n7" }), answer(200, session("n8"))];
    await http.refresh();
    expect(sent.map(([, body]) => body)).toEqual([{ device: "d-1" }, { device: "d-1", proof: "<tote-refresh-1\nd-1\nn7>" }]);
    expect(http.access).toBe("access n8");
  });

  it("that is not taken ends in a sign-in, not in a circle", async () => {
    answers = [no(401, "need_proof", { nonce: "n1" }), no(401, "need_proof", { nonce: "n1" })];
    await expect(http.refresh()).rejects.toThrow(SignInNeeded);
    expect(sent).toHaveLength(2);
  });
});

describe("a device that is lost or out of use", () => {
  it.each(["device_lost", "device_revoked"])("is told so wherever it asks: %s", async (code) => {
    http.use("access");
    for (const ask of [() => http.get("/api/auth/me"), () => http.refresh(), () => http.signIn("ana", "x", {})]) {
      answers = [no(401, code)];
      http.use("access");
      await expect(ask()).rejects.toThrow(DeviceGone);
      expect(http.access).toBe("");
    }
    expect(gone).toEqual([code, code, code]);
  });

  it("is not what an expired session means", async () => {
    http.use("access");
    answers = [no(401, "expired"), answer(200, session("n1")), answer(200, { fine: true })];
    expect(await http.get("/api/auth/me")).toEqual({ fine: true });
    expect(gone).toEqual([]);
  });
});

describe("a session that is owed to somebody who took over offline", () => {
  it("is opened in their way, never with the cookie of the one before", async () => {
    let tries = 0;
    http.openBy(() => {
      tries += 1;
      if (tries === 1) throw new TypeError("no network yet");
      return Promise.resolve(session("ben's"));
    });
    http.use("");
    await expect(http.refresh()).rejects.toThrow("no network yet");
    await http.refresh();
    expect([sent, http.access, http.owes]).toEqual([[], "access ben's", false]);
    answers = [answer(200, session("next"))];
    await http.refresh();
    expect(sent.map(([path]) => path)).toEqual(["/api/auth/refresh"]);
  });

  it("that the server refuses asks for a sign-in, and is not tried again", async () => {
    let tries = 0;
    const refused = new Refusal(401, { code: "bad_badge", params: {}, en: "", zh: "", choices: [] });
    http.openBy(() => Promise.reject((tries++, refused)));
    await expect(http.refresh()).rejects.toThrow(SignInNeeded);
    await expect(http.refresh()).rejects.toThrow(SignInNeeded);
    expect([tries, sent]).toEqual([1, []]);
  });
});
