/** A scope as it comes whole: its lines are held against the trailer before anything of it counts. */

import { add, Sum, ZERO } from "../store/hash";
import { NoNetwork } from "./http";
import { BadSnapshot } from "./pull";
import type { Change } from "./wire";

/** Few enough that a slow handheld does not overrun its slice by much. */
const ROWS_A_STEP = 8;
/** Bytes that are taken apart at once. */
const BYTES_A_STEP = 16_384;

/** A whole scope, checked. `lines`: the text of its rows. */
interface Staged {
  readonly seq: number;
  readonly epoch: string;
  readonly lines: readonly string[];
  readonly changes: readonly Change[];
  readonly digest: string;
}

/** Throws `BadSnapshot` for one that is not what its trailer says. `slice`: lets the page breathe. */
export async function staged(scope: string, response: Response, slice: () => Promise<void> | undefined): Promise<Staged> {
  const lines: string[] = [];
  const changes: Change[] = [];
  let head: { seq: number; epoch: string; scope: string } | undefined;
  let end: { rows: number; digest: string } | undefined;
  const total = new Sum();
  const take = (line: string): void => {
    if (end) throw new BadSnapshot(`${scope} goes on after its end`);
    const value = parsed(line) as Change | { end?: true };
    if (!head) head = value as unknown as { seq: number; epoch: string; scope: string };
    else if (!Array.isArray(value)) end = value as unknown as { rows: number; digest: string };
    else {
      lines.push(line);
      changes.push(value as unknown as Change);
      total.add(line);
    }
  };
  for await (const part of linesOf(response)) {
    for (let at = 0; at < part.length; at += ROWS_A_STEP) {
      part.slice(at, at + ROWS_A_STEP).forEach(take);
      await slice();
    }
  }
  const digest = add(ZERO, total.value);
  if (head?.scope !== scope || end?.rows !== lines.length || end.digest !== digest) {
    throw new BadSnapshot(`${scope} came ${end ? "changed" : "in part"}`);
  }
  return { seq: head.seq, epoch: head.epoch, lines, changes, digest };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new BadSnapshot("a line breaks off");
  }
}

/** The lines of an answer, some at once. */
async function* linesOf(response: Response): AsyncGenerator<string[]> {
  if (!response.body) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new NoNetwork("the answer broke off", { cause: error });
    });
    if (done) break;
    for (let at = 0; at < value.length; at += BYTES_A_STEP) {
      const parts = (rest + decoder.decode(value.subarray(at, at + BYTES_A_STEP), { stream: true })).split("\n");
      rest = parts.pop()!;
      yield parts;
    }
  }
  rest += decoder.decode();
  if (rest !== "") yield [rest];
}
