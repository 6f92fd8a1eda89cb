/** For tests: one server, one browser, and what is asked of them again and again. */

import { IDBFactory } from "fake-indexeddb";
import { expect } from "vitest";
import type { PickTask } from "../generated/rows";
import { Disk } from "../store/disk";
import { Outbox, type KeptOp } from "../store/outbox";
import { Session, type Guard } from "./device";
import { FakeBrowser, FakeServer, soon } from "./testing";
import { FLOOR, SCAN } from "./world";

export const signer = { point: () => Promise.resolve("point"), sign: (text: string) => Promise.resolve(`signed:${text}`) };

export const task = (session: Session): PickTask => session.replica.get("pick_task", "r1/1")!;

/** Wait for the moment at which something holds; every change of session or rows is looked at. */
export function until(session: Session, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!holds()) return;
      ends.forEach((end) => end());
      resolve();
    };
    const ends = [session.onChange(look), session.replica.onChange(look)];
    look();
  });
}

export class Rig {
  readonly server = new FakeServer();
  readonly browser = new FakeBrowser(this.server.handle);
  sessions: Session[] = [];

  constructor() {
    this.server.change(...FLOOR);
  }

  open = async (guard: Guard = {}): Promise<Session> => {
    const session = new Session(this.browser.tab(), "test", guard);
    this.sessions.push(session);
    await session.start();
    return session;
  };

  signedIn = async (guard: Guard = {}): Promise<Session> => {
    const session = await this.open(guard);
    await session.signIn("ana", "secret");
    await until(session, () => session.status === "current");
    return session;
  };

  close = async (): Promise<void> => {
    await Promise.all(this.sessions.splice(0).map((session) => session.stop()));
  };

  kept = (): Promise<KeptOp[]> => new Outbox(new Disk(this.browser.databases)).after(0);

  numbers = (device = this.server.device): number[] =>
    this.server.logOf(device).map(({ text }) => (JSON.parse(text) as { n: number }).n);

  scanned = async (session: Session, times: number): Promise<void> => {
    for (let i = 0; i < times; i++) await session.outcomeOf((await session.record("pick.scan", SCAN)).n);
    await until(session, () => session.status === "current");
  };

  /** The second copy is written after the beep. */
  copied = (ops: number): Promise<void> =>
    soon(() => {
      const lines = [...this.browser.files.values()].join("").split("\n").filter((line) => line.includes('"text"'));
      expect(lines).toHaveLength(ops);
    });

  /** The power goes, and the database with it. */
  wipe = async (): Promise<void> => {
    this.browser.crash();
    await this.close();
    this.browser.databases = new IDBFactory();
  };
}
