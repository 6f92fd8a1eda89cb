/**
 * The answer to a scan. All of the screen takes its colour for a moment; what is to be read stays. Colour is never alone:
 * a tick, two ticks, a cross, stripes with a sign.
 */

import { signal, type Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { play, type Tone } from "../devices/sound";
import { Icon } from "./icons";

export type FlashTone = "right" | "repeated" | "wrong" | "decide";

export interface Flash {
  readonly tone: FlashTone;
  readonly title: string;
  readonly lines?: readonly string[];
  /** Changes with each flash, so that the same answer twice is seen twice. */
  readonly nth: number;
}

export interface Answers {
  readonly flash: Signal<Flash | null>;
  /** Show at once. */
  show(tone: FlashTone, title: string, lines?: readonly string[]): void;
  clear(): void;
}

let count = 0;

export function makeAnswers(): Answers {
  const flash = signal<Flash | null>(null);
  return {
    flash,
    show: (tone, title, lines = []) => (flash.value = { tone, title, lines, nth: ++count }),
    clear: () => (flash.value = null),
  };
}

/** Sound goes with the answer; what is recorded sounds only once it is kept. */
export const sound = (tone: Tone): void => play(tone);

const ICON = { right: "tick", repeated: "twice", wrong: "cross", decide: "warn" } as const;

/** A code of a place or a tote that is broken at a line's end is read as another one. */
export const whole = (text: string): ComponentChildren =>
  text.split(/(\w+-[\w-]+)/).map((part, nth) => (nth % 2 ? <span class="unbroken">{part}</span> : part));

/**
 * A strip for what is right, a block for what is not. The block lies over the lower half and moves nothing. The elements
 * stay from one answer to the next of its sort, since a slow handheld takes longer to make new ones than to read a code:
 * `data-turn` starts their movement anew. A strip does not become a block, which the eye would follow.
 */
export function FlashView({ of, children }: { of: Answers; children?: ComponentChildren }) {
  const flash = of.flash.value;
  const strip = flash?.tone === "right" || flash?.tone === "repeated";
  return (
    <div class="answers" role="alert" data-testid="flash" data-tone={flash?.tone ?? ""}>
      {flash && (
        <div class={`wash ${flash.tone}`} data-turn={flash.nth % 2} data-testid="wash">
          <Icon name={ICON[flash.tone]} />
        </div>
      )}
      {flash && (
        <div key={strip ? "strip" : "block"} class={`flash ${flash.tone} ${strip ? "strip" : "block"}`} data-turn={flash.nth % 2}>
          <Icon name={ICON[flash.tone]} size={strip ? 24 : 44} />
          <div class="told">
            <strong>{strip ? flash.title : whole(flash.title)}</strong>
            {flash.lines?.map((line) => (
              <p key={line}>{whole(line)}</p>
            ))}
          </div>
          {!strip && children}
        </div>
      )}
    </div>
  );
}
