/** A question about a scan: asked once, with a few large buttons, and gone with the next scan. */

import { signal } from "@preact/signals";
import { whole, type Answers } from "./flash";
import type { IconName } from "./icons";
import { Act } from "./kit";
import { tellDecide } from "./scan";

export interface Choice {
  readonly label: string;
  /** What it gives, if that is a promise, is waited for before the next scan is heard. */
  readonly on: () => unknown;
  readonly icon?: IconName;
  readonly testid?: string;
  /** What a scanned CONFIRM stands for; without one, a person has to look. */
  readonly main?: boolean;
}

interface Asked {
  readonly choices: readonly Choice[];
  /** Which answer asks it: with the next one the question is gone. */
  readonly nth: number;
}

export class Asking {
  readonly #asked = signal<Asked | null>(null);

  constructor(private readonly answers: Answers) {}

  /** `no`: what none of it is called, and what comes after it, if anything does. */
  ask(title: string, lines: readonly string[], choices: readonly Choice[], no: Omit<Choice, "on"> & { readonly on?: () => unknown }): void {
    tellDecide(this.answers, title, lines);
    const nth = this.answers.flash.value?.nth ?? 0;
    this.#asked.value = { choices: [...choices, { ...no, on: () => (this.answers.clear(), no.on?.()) }], nth };
  }

  choices(): readonly Choice[] {
    const asked = this.#asked.value;
    return asked?.nth === this.answers.flash.value?.nth ? (asked?.choices ?? []) : [];
  }

  /** Answer by a command label in place of a button. False if nothing was asked, or it is no answer. */
  async command(name: string): Promise<boolean> {
    const choices = this.choices();
    const meant =
      name === "YES" || name === "CONFIRM"
        ? choices.find(({ main }) => main)
        : name === "NO" || name === "CANCEL"
          ? choices.at(-1)
          : undefined;
    await meant?.on();
    return meant !== undefined;
  }
}

export const Choices = ({ of }: { of: Asking }) => (
  <>
    {of.choices().map(({ label, on, icon, main, testid = "choice" }) => (
      <Act key={label} on={on} look={main ? "main" : "tall"} testid={testid} {...(icon ? { icon } : {})}>
        {whole(label)}
      </Act>
    ))}
  </>
);
