import { expect, test } from "vitest";
import type { Printer, PrintJob } from "../../generated/rows";
import { byNeed, needsHands, queueOf, standing, titleOf } from "./printer";

const printer = (name: string, more: Partial<Printer> = {}): Printer =>
  ({ id: name, name, warehouse: "ROT", state: "ready", active: true, removed: false, ...more }) as Printer;
const job = (id: string, more: Partial<PrintJob>): PrintJob =>
  ({ id, printer: "p", state: "waiting", again_of: null, asked_at: 1, ...more }) as PrintJob;

test("what needs hands or is out of reach comes first; one out of use needs nobody", () => {
  const all = [
    printer("b"), printer("a"), printer("c", { state: "paper_out" }), printer("d", { state: "unreachable" }),
    printer("e", { state: "unknown" }), printer("f", { state: "unreachable", active: false }),
  ];
  expect([...all].sort(byNeed).map(({ name }) => name)).toEqual(["d", "c", "e", "f", "a", "b"]);
  expect(all.filter(needsHands).map(({ name }) => name)).toEqual(["c", "d"]);
  expect(standing(printer("x", { state: "busy" }))).toBe("good");
});

test("a queue is in the order of asking; what failed and was printed again is dealt with", () => {
  const queue = queueOf(
    [
      job("3", { asked_at: 3 }), job("2", { asked_at: 2 }), job("1", { state: "printing" }),
      job("4", { state: "failed" }), job("5", { state: "failed" }), job("6", { printer: "other", again_of: "5" }),
      job("7", { state: "printed", asked_at: 7 }), job("8", { state: "printed", asked_at: 8 }),
      job("9", { state: "cancelled" }),
    ],
    "p",
  );
  const ids = (jobs: readonly PrintJob[]) => jobs.map(({ id }) => id);
  expect(ids(queue.waiting)).toEqual(["2", "3"]);
  expect(ids(queue.printing)).toEqual(["1"]);
  expect(ids(queue.failed)).toEqual(["4"]);
  expect(ids(queue.printed)).toEqual(["8", "7"]);
});

test("a label is called by its code", () => {
  expect(titleOf('{"kind":"location","code":"A-1"}')).toBe("A-1");
  expect(titleOf('{"kind":"carton","sscc":"00","order_number":"1"}')).toBe("00");
  expect(titleOf('{"kind":"product","gtin":"","sku":"BOLT"}')).toBe("BOLT");
  expect(titleOf("")).toBe("");
});
