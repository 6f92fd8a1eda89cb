/** What the walk needs once something is scanned: loaded beside it, and in the kept shell. */

export { narrow } from "../../domain/meanings";
export { expect } from "../../domain/pick/expect";
export { meant } from "../../ui/meant";
export { answer, askWhich, bound, further, handOver, noteShort, pause, skip, takeBack } from "./acts";
export { asksFirst, WARNED } from "./rules";
