/** What a device promises about keys, vaults and time. The cryptography is that of the browser. */

import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Disk, got } from "../store/disk";
import type { Me } from "../sync/wire";
import { badgeOf, weakness } from "./badge";
import { bytesOf, sha256 } from "./bytes";
import { HighWater } from "./clock";
import { DeviceKey } from "./key";
import { FORGET_MS, LEASE_MS, Vaults, type Secret } from "./vaults";

const T0 = 1_800_000_000_000;
const BADGE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BEN: Me = {
  device: "d-1", person: { id: "ben", name: "Ben", language: "en" }, roles: [{ role: "picker", warehouse: "ROT" }], grant_v: 1,
};

// 600,000 rounds take their time, the more so on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let factory: IDBFactory;
let disk: Disk;
let wall: number;
let run: number;
let clock: HighWater;
let key: DeviceKey;
let vaults: Vaults;

beforeEach(() => {
  factory = new IDBFactory();
  disk = new Disk(factory, "keys");
  [wall, run] = [T0, 0];
  restart();
});

/** The app is opened again on the same device. */
function restart(): void {
  run = 0;
  clock = new HighWater(disk, { wall: () => wall, run: () => run });
  key = new DeviceKey(disk);
  vaults = new Vaults(disk, key, clock);
}

function pass(ms: number): void {
  [wall, run] = [wall + ms, run + ms];
}

const secret = async (pin: string, carried = BADGE): Promise<Secret> => ({ pin, carried, badge: await sha256(carried) });
const unb64 = (text: string) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const everything = (): Promise<unknown[]> => disk.read(["meta"], (tx) => got(tx.objectStore("meta").getAll()));

describe("the key of a device", () => {
  it("signs so that its public point proves it, and is the same after a restart", async () => {
    const [point, signed] = [await key.point(), await key.sign("tote-op-1\nd-1\n7\nab")];
    restart();
    expect(await key.point()).toBe(point);
    const raw = unb64(point);
    expect([raw.length, raw[0], unb64(signed).length]).toEqual([65, 4, 64]);
    const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
    const known = await crypto.subtle.importKey("raw", raw, ecdsa, false, ["verify"]);
    const verified = (text: string) =>
      crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, known, unb64(signed), bytesOf(text));
    expect(await verified("tote-op-1\nd-1\n7\nab")).toBe(true);
    expect(await verified("tote-op-1\nd-1\n8\nab")).toBe(false);
  });

  it("cannot be taken out of the browser", async () => {
    await key.point();
    await key.wrap();
    const kept = (await everything()) as (CryptoKeyPair | CryptoKey)[];
    const secrets = kept.map((one) => ("privateKey" in one ? one.privateKey : one));
    expect(secrets).toHaveLength(2);
    for (const one of secrets) {
      expect(one.extractable).toBe(false);
      await expect(crypto.subtle.exportKey("jwk", one)).rejects.toThrow();
    }
  });

  it("is one key though two tabs make it at once", async () => {
    const points = await Promise.all([key, new DeviceKey(disk), new DeviceKey(disk)].map((one) => one.point()));
    expect(new Set(points).size).toBe(1);
  });
});

describe("a vault", () => {
  it("opens with badge and PIN together, on this device, and tells who it is", async () => {
    await vaults.admit(BEN, await secret("271828"));
    const sealed = await vaults.seal("Ben's rows");
    restart();
    expect(await vaults.open(await secret("271828"))).toEqual({ me: BEN, late: false });
    expect(await vaults.unseal(sealed)).toBe("Ben's rows");
    vaults.close();
    await expect(vaults.unseal(sealed)).rejects.toThrow();
  });

  it("stays shut for another badge, another PIN, and on another device", async () => {
    await vaults.admit(BEN, await secret("271828"));
    expect(await vaults.open(await secret("271828", BADGE.replace("0", "1")))).toEqual({ refused: "unknown", left: 0 });
    expect(await vaults.open(await secret("271829"))).toEqual({ refused: "wrong", left: 4 });
    expect(vaults.owner).toBe("");
    const stolen = new Disk(factory, "copy");
    const copied = (await everything()).filter((one) => "person" in (one as object));
    await stolen.write(["meta"], async (tx) => void (await got(tx.objectStore("meta").put(copied[0], "vault/ben/badge"))));
    const elsewhere = new Vaults(stolen, new DeviceKey(stolen), clock);
    expect(await elsewhere.open(await secret("271828"))).toMatchObject({ refused: "wrong" });
  });

  it("needs the badge itself, not its hash alone", async () => {
    await vaults.admit(BEN, await secret("271828"));
    const hashOnly: Secret = { pin: "271828", carried: "", badge: await sha256(BADGE) };
    expect(await vaults.open(hashOnly)).toMatchObject({ refused: "wrong" });
  });

  it("is locked by five wrong PINs, though they come at once or between restarts, until the server agrees again", async () => {
    await vaults.admit(BEN, await secret("271828"));
    const wrong = await secret("000000");
    await Promise.all([vaults.open(wrong), new Vaults(disk, key, clock).open(wrong), new Vaults(disk, key, clock).open(wrong)]);
    restart();
    expect(await vaults.open(wrong)).toEqual({ refused: "wrong", left: 1 });
    expect(await vaults.open(wrong)).toEqual({ refused: "locked", left: 0 });
    expect(await vaults.open(await secret("271828"))).toEqual({ refused: "locked", left: 0 });
    await vaults.admit(BEN, await secret("271828"));
    expect(await vaults.open(await secret("271828"))).toMatchObject({ me: BEN });
  });

  it("forgets the wrong PINs before a right one", async () => {
    await vaults.admit(BEN, await secret("271828"));
    for (let i = 0; i < 2; i++) {
      for (let j = 0; j < 4; j++) await vaults.open(await secret("000000"));
      expect(await vaults.open(await secret("271828"))).toMatchObject({ me: BEN });
    }
  });

  it("opens what it held after the PIN was changed here, and only with the new PIN", async () => {
    await vaults.admit(BEN, await secret("111222"));
    const sealed = await vaults.seal("rows");
    await vaults.admit(BEN, await secret("314159"), await secret("111222"));
    expect(await vaults.open(await secret("111222"))).toMatchObject({ refused: "wrong" });
    expect(await vaults.open(await secret("314159"))).toMatchObject({ me: BEN });
    expect(await vaults.unseal(sealed)).toBe("rows");
  });

  it("begins anew under another name when its PIN was changed elsewhere", async () => {
    await vaults.admit(BEN, await secret("111222"));
    const before = vaults.owner;
    await vaults.admit(BEN, await secret("314159"));
    expect(vaults.owner).not.toBe(before);
    expect(await vaults.owners()).toEqual(new Set([vaults.owner]));
  });

  it("holds nothing that reads as its person's rights, PIN or badge", async () => {
    await vaults.admit(BEN, await secret("271828"));
    const kept = (await everything()).flatMap((one) => Object.values(one as object));
    const text = kept.map((one) => (one instanceof Uint8Array ? String.fromCharCode(...one) : String(one))).join("\n");
    for (const word of ["271828", BADGE, "picker", "ROT"]) expect(text).not.toContain(word);
  });
});

describe("the lease", () => {
  it("shows nothing but who somebody is after 16 hours, and forgets them after 72", async () => {
    await clock.heard(T0);
    await vaults.admit(BEN, await secret("271828"));
    pass(LEASE_MS - 1_000);
    expect(await vaults.open(await secret("271828"))).toMatchObject({ late: false });
    pass(2_000);
    expect(await vaults.expire()).toBe(true);
    expect(vaults.owner).toBe("");
    expect(await vaults.open(await secret("271828"))).toEqual({ me: BEN, late: true });
    await expect(vaults.seal("anything")).rejects.toThrow();
    pass(FORGET_MS - LEASE_MS);
    expect(await vaults.open(await secret("271828"))).toMatchObject({ refused: "unknown" });
    await vaults.expire();
    expect(await vaults.known()).toEqual([]);
  });

  it("is not made longer by setting the clock back, with the app open or shut", async () => {
    await clock.heard(T0);
    await vaults.admit(BEN, await secret("271828"));
    pass(LEASE_MS - 60_000);
    wall -= 10 * LEASE_MS;
    pass(120_000);
    expect(await vaults.expire()).toBe(true);
    await clock.keep();
    restart();
    await clock.load();
    wall -= 10 * LEASE_MS;
    expect(await vaults.open(await secret("271828"))).toMatchObject({ late: true });
  });

  it("runs on over a restart though the clock was set back while the app was shut", async () => {
    await clock.heard(T0);
    await vaults.admit(BEN, await secret("271828"));
    pass(LEASE_MS / 2);
    await clock.keep();
    wall -= LEASE_MS;
    restart();
    await clock.load();
    pass(LEASE_MS / 2 + 60_000);
    expect(await vaults.open(await secret("271828"))).toMatchObject({ late: true });
  });

  it("begins anew when the server talks with its person, whatever the device's clock had said", async () => {
    await clock.heard(T0);
    await vaults.admit(BEN, await secret("271828"));
    wall += 10 * LEASE_MS;
    expect(clock.now()).toBe(T0 + 10 * LEASE_MS);
    await clock.heard(T0 + 1_000);
    expect(clock.now()).toBe(T0 + 1_000);
    pass(LEASE_MS - 60_000);
    await vaults.renew(BEN);
    pass(LEASE_MS - 60_000);
    expect(await vaults.expire()).toBe(false);
  });
});

describe("a badge", () => {
  it("is known whatever case or identifier the scanner gives it, and nothing else is", () => {
    expect(badgeOf(`TOTE-BADGE:${BADGE}`)).toBe(BADGE);
    expect(badgeOf(`]Q3tote-badge:${BADGE.toLowerCase()}`)).toBe(BADGE);
    for (const raw of [BADGE, `TOTE-BADGE:${BADGE}0`, `TOTE-BADGE:${BADGE.slice(1)}U`, "4006381333931"]) {
      expect(badgeOf(raw)).toBeNull();
    }
  });

  it("takes no PIN that a thief tries first", () => {
    const weak = ["12345", "123456", "000000", "654321", "271828", "12a456"].map((pin) => weakness(pin, "271828"));
    expect(weak).toEqual(["short", "easy", "easy", "easy", "same", "short"]);
    expect(weakness("314159", "271828")).toBeNull();
  });
});
