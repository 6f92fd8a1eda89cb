/** All ops of a device at once: other numbers, or back in the database as they were. It is seldom done. */

import { got, type Disk } from "./disk";
import { ZERO } from "./hash";
import {
  number, START, stub, type DeviceName, type KeptOp, type Link, type NewOp, type Progress, type WireOutcome,
} from "./outbox";

/** What an op builds on that was refused under a number which is gone. */
const REFUSED_BEFORE = 0;

/**
 * Give the ops after `after` new numbers that follow `onto`. Their ids, texts but for the numbers, and the answers
 * that they once had stay. Those before are not of this chain any more. With `device` this app is another device from
 * now on; what no backup holds of the former one is laid aside, and the receipt stays, since nobody else may be left
 * to prove what that one was told.
 */
export function renumber(disk: Disk, onto: Link, after: number, device?: DeviceName): Promise<void> {
  return disk.write(["ops", "answers", "former", "meta"], async (tx) => {
    const meta = tx.objectStore("meta");
    const ops = ((await got(tx.objectStore("ops").getAll())) as KeptOp[]).filter(({ text }) => text !== "");
    const answers = (await got(tx.objectStore("answers").getAll())) as WireOutcome[];
    const former = ((await got(meta.get("device"))) as DeviceName | undefined)?.id;
    const { epoch, durable, answered, renumbered: times } = ((await got(meta.get("progress"))) as Progress | undefined) ?? START;
    after = Math.min(after, answered); // what nobody has answered is nobody else's to forget
    if (device && former) layAside(tx, former, ops.filter(({ n }) => n > durable && n <= after), answers);
    const stay = ops.filter(({ n }) => n > after);
    const numbers = new Map(answers.filter(({ out }) => out === "refused").map(({ n }) => [n, REFUSED_BEFORE]));
    stay.forEach(({ n }, i) => numbers.set(n, onto.n + i + 1));
    putAll(tx, onto, stay.map((op) => renumbered(op, numbers)));
    for (const one of answers) {
      const n = one.n > after ? numbers.get(one.n) : undefined;
      if (n) tx.objectStore("answers").put({ ...one, n }, n);
    }
    if (device) meta.put(device, "device");
    await got(meta.put({ epoch, answered: onto.n, settled: onto.n, durable: 0, renumbered: times + 1 }, "progress"));
  });
}

/**
 * The server has gone back in time, to `progress`. What it was sent under names that this device has had before is
 * sent again too, after all else, and whoever has it by its id does not count it twice.
 */
export function rewind(disk: Disk, progress: Progress): Promise<void> {
  return disk.write(["ops", "answers", "former", "meta"], async (tx) => {
    const [ops, answers, aside] = [tx.objectStore("ops"), tx.objectStore("answers"), tx.objectStore("former")];
    let { n, h } = ((await got(ops.openCursor(null, "prev")))?.value as KeptOp | undefined) ?? { n: 0, h: ZERO };
    for (const { op, answer } of (await got(aside.getAll())) as Former[]) {
      const next = number(renumbered(op, new Map()), (n += 1), h);
      ops.add(next, n);
      if (answer) answers.put({ ...answer, n }, n);
      h = next.h;
    }
    aside.clear();
    tx.objectStore("meta").put("", "receipt");
    await got(tx.objectStore("meta").put(progress, "progress"));
  });
}

/** Put back what was kept elsewhere of a device whose database is empty: `ops` as they were, `loose` after them. */
export function restore(disk: Disk, device: DeviceName, onto: Link, ops: readonly KeptOp[], loose: readonly KeptOp[]): Promise<void> {
  return disk.write(["ops", "answers", "meta"], async (tx) => {
    const meta = tx.objectStore("meta");
    if (await got(meta.get("device"))) return; // another tab was first
    const start = onto.n === 0 ? { n: 0, h: ZERO } : onto;
    putAll(tx, start, loose.map(asMade), ops);
    meta.put(device, "device");
    await got(meta.put({ ...START, answered: onto.n, settled: onto.n }, "progress"));
  });
}

/** Keep these ops and no others: `kept` with their bytes, then `ops` under the numbers that follow. */
function putAll(tx: IDBTransaction, onto: Link, ops: readonly NewOp[], kept: readonly KeptOp[] = []): void {
  const store = tx.objectStore("ops");
  store.clear();
  tx.objectStore("answers").clear();
  if (onto.n > 0) store.add(stub(onto), onto.n);
  for (const op of kept) store.add(op, op.n);
  let { n, h } = kept.at(-1) ?? onto;
  for (const op of ops) {
    const next = number(op, (n += 1), h);
    store.add(next, n);
    h = next.h;
  }
}

/** What was done, without its number. Its version stays the one that it was made with. */
function asMade({ text, grantV }: KeptOp): NewOp {
  const op = JSON.parse(text) as NewOp;
  return grantV === undefined ? op : { ...op, grantV };
}

/** An op that this device was told of under a name that it does not have any more. */
interface Former {
  readonly op: KeptOp;
  readonly answer?: WireOutcome;
}

/** Keep ops for the day on which the server has forgotten them. */
function layAside(tx: IDBTransaction, device: string, ops: readonly KeptOp[], answers: readonly WireOutcome[]): void {
  const byN = new Map(answers.map((answer) => [answer.n, answer]));
  for (const op of ops) {
    const answer = byN.get(op.n);
    tx.objectStore("former").put((answer ? { op, answer } : { op }) satisfies Former, [device, op.n]);
  }
}

/** The same act under other numbers. */
function renumbered(op: KeptOp, numbers: ReadonlyMap<number, number>): NewOp {
  const { deps, ...rest } = asMade(op);
  return deps === undefined ? rest : { ...rest, deps: deps.flatMap((n) => numbers.get(n) ?? []) };
}
