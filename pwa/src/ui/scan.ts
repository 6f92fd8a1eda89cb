/** One way to answer a scan: read it, show what it comes to at once, sound when what happened is kept. */

import type { Known, Seen } from "../domain/seen";
import type { Kind, Ops } from "../generated/ops";
import { holdScans } from "../devices/wedge";
import { read } from "../scanning/reader";
import { now } from "./door";
import { sound, type Answers } from "./flash";
import { called } from "./format";
import { said, t, tOr } from "./lang";
import { outcomeOf, record, type Done } from "./session";

export const readScan = (raw: string): Seen => read(raw, new Date(now()).getFullYear());

/** The day on the wall calendar, yyyy-mm-dd. */
export function today(): string {
  const at = new Date(now());
  const parts = [at.getFullYear(), at.getMonth() + 1, at.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}

/** Something seen in place of something wanted: told in words, nothing is recorded. */
export function tellWrong(answers: Answers, code: string, got: string, want: string, kind?: Known["kind"]): void {
  const lines = [t("got", { what: kind ? t(`is.${kind}`, { name: got }) : called(got) })];
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

/** What CONFIRM stands for beside the step, where it stands for nothing at it. */
export const aside: { confirm: (() => void) | null } = { confirm: null };

/** A command label that leads nowhere at this step, and those that do. */
export function tellNoCommand(answers: Answers, name: string, can: readonly string[]): void {
  if (name === "CONFIRM" && aside.confirm) return aside.confirm();
  answers.show("wrong", t("wrong.no_command"), [t("got", { what: name }), t("command.can", { list: can.join(", ") })]);
  sound("wrong");
}

/** What to do now, in words, for who has scanned HELP. */
export function tellHelp(answers: Answers, now: string, can: readonly string[]): void {
  answers.show("decide", now, [t("command.can", { list: can.join(", ") })]);
  sound("repeated");
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

/** So long the colour waits for the tone; a disk that takes longer is not waited for. */
const TOGETHER_MS = 20;

/**
 * Keep an op, and show its colour when it is kept, or soon. A frame that is asked for goes before all that waits, the
 * disk's answer too: shown first, the colour would hold the tone back for as long as a slow handheld takes to paint it.
 */
async function keep<K extends Kind>(answers: Answers, kind: K, body: Ops[K], telling: Telling): Promise<Done> {
  let isShown = false;
  const show = (): void => {
    if (!isShown) answers.show("right", telling.title);
    isShown = true;
  };
  const soon = setTimeout(show, TOGETHER_MS);
  // A scan right after a tap is judged by what the tap has led to.
  const goOn = holdScans();
  try {
    return await record(kind, body, telling.basis ? { basis: telling.basis } : {});
  } finally {
    clearTimeout(soon);
    show();
    goOn();
  }
}

/**
 * Record what a right scan or a tap did. The tone waits until it is on the disk. True if the rules here have nothing
 * against it.
 */
export async function act<K extends Kind>(answers: Answers, kind: K, body: Ops[K], telling: Telling): Promise<boolean> {
  const done = await keep(answers, kind, body, telling);
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

interface Asked extends Telling {
  /** What the strip says once it was granted. */
  readonly then: string;
  /** Whether what was asked for has come: not before that it is told, since a person acts on it at once. */
  readonly come?: () => boolean;
}

const COME_MS_MOST = 5_000;
const LOOK_MS = 25;

async function until(come: () => boolean): Promise<void> {
  for (let ms = 0; ms < COME_MS_MOST && !come(); ms += LOOK_MS) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

/**
 * The same for a request whose answer is worth waiting for: the server's words replace the strip, unless something else
 * was answered meanwhile.
 */
export async function ask<K extends Kind>(answers: Answers, kind: K, body: Ops[K], telling: Asked): Promise<boolean> {
  const done = await keep(answers, kind, body, telling);
  if ("failed" in done) {
    tellDecide(answers, t(`failed.${done.failed}`), []);
    return false;
  }
  sound("right");
  const nth = answers.flash.value?.nth;
  const word = await outcomeOf(done.recorded.n);
  if (word.out === "applied") {
    if (telling.come) await until(telling.come);
    if (answers.flash.value?.nth === nth) answers.show("right", telling.then);
    sound("accepted");
  } else tellDecide(answers, said(kind, word.code ?? word.out, word.params ?? {}), []);
  return word.out === "applied" || word.out === "exception";
}
