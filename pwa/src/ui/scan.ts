/** One way to answer a scan: read it, show what it comes to at once, sound when what happened is kept. */

import { shown, type Seen } from "../domain/seen";
import type { Kind, Ops } from "../generated/ops";
import { read } from "../scanning/reader";
import { now } from "./door";
import { sound, type Answers } from "./flash";
import { called } from "./format";
import { said, t, tOr } from "./lang";
import { outcomeOf, record } from "./session";

export const readScan = (raw: string): Seen => read(raw, new Date(now()).getFullYear());

/** The day on the wall calendar, yyyy-mm-dd. */
export function today(): string {
  const at = new Date(now());
  const parts = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** Something seen in place of something wanted: told in words, nothing is recorded. */
export function tellWrong(answers: Answers, code: string, got: string, want: string): void {
  const lines = [t("got", { what: called(got) })];
  if (want) lines.push(t("want", { what: called(want) }));
  answers.show("wrong", tOr(`wrong.${code}`), [...lines, t("not_counted")]);
  sound("wrong");
}

export function tellRepeated(answers: Answers, code: string): void {
  answers.show("repeated", tOr(`repeated.${code}`));
  sound("repeated");
}

/** A choice is the person's: `lines` say what is known. */
export function tellDecide(answers: Answers, title: string, lines: readonly string[]): void {
  answers.show("decide", title, lines);
  sound("decide");
}

export function tellStray(answers: Answers, seen: Seen): void {
  tellWrong(answers, "not_here", shown(seen), "");
}

interface Telling {
  /** What the strip says at once. */
  readonly title: string;
  /** Called when the op is kept: whether it finished more than this unit. */
  readonly done?: () => boolean;
  /** Codes of exceptions that the person means to bring about, such as a short. */
  readonly expected?: readonly string[];
  /** What a request rests on: the versions of the rows that the person saw. */
  readonly basis?: Readonly<Record<string, number>>;
}

/**
 * Record what a right scan or a tap did. The strip shows at once; the tone waits until it is on the disk. True if the
 * rules here have nothing against it.
 */
export async function act<K extends Kind>(answers: Answers, kind: K, body: Ops[K], telling: Telling): Promise<boolean> {
  answers.show("right", telling.title);
  const done = await record(kind, body, telling.basis ? { basis: telling.basis } : {});
  if ("failed" in done) {
    tellDecide(answers, t(`failed.${done.failed}`), []);
    return false;
  }
  const { out, code, params } = done.outcome;
  if (out === "applied" || out === "queued" || telling.expected?.includes(code)) {
    sound(telling.done?.() ? "done" : "right");
    return true;
  }
  tellDecide(answers, said(kind, code, params), []);
  return out === "exception";
}

/** The same for a request whose answer is worth waiting for: the server's words replace the strip. */
export async function ask<K extends Kind>(
  answers: Answers,
  kind: K,
  body: Ops[K],
  telling: Telling & { readonly then: string },
): Promise<boolean> {
  answers.show("right", telling.title);
  const done = await record(kind, body, telling.basis ? { basis: telling.basis } : {});
  if ("failed" in done) {
    tellDecide(answers, t(`failed.${done.failed}`), []);
    return false;
  }
  sound("right");
  const word = await outcomeOf(done.recorded.n);
  if (word.out === "applied") {
    answers.show("right", telling.then);
    sound("done");
  } else tellDecide(answers, said(kind, word.code ?? word.out, word.params ?? {}), []);
  return word.out === "applied" || word.out === "exception";
}
