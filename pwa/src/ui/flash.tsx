/** The answer to a scan. Colour is never alone: a tick in a strip, a cross in a block, stripes around a choice. */

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

const ICON = { right: "tick", repeated: "tick", wrong: "cross", decide: "warn" } as const;

/** A strip for what is right, a block for what is not. The block lies over the lower half and moves nothing. */
export function FlashView({ of, children }: { of: Answers; children?: ComponentChildren }) {
  const flash = of.flash.value;
  const strip = flash?.tone === "right" || flash?.tone === "repeated";
  return (
    <div class="answers" role="alert" data-testid="flash" data-tone={flash?.tone ?? ""}>
      {flash && (
        <div key={flash.nth} class={`flash ${flash.tone} ${strip ? "strip" : "block"}`}>
          <Icon name={ICON[flash.tone]} size={strip ? 24 : 44} />
          <div class="told">
            <strong>{flash.title}</strong>
            {flash.lines?.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </div>
          {!strip && children}
        </div>
      )}
    </div>
  );
}
