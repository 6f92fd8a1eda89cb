/** A code that nothing is known by: whoever may says once, on the spot, whether it stands for the goods in hand. */

import { signal } from "@preact/signals";
import type { Answers } from "../../ui/flash";
import { called } from "../../ui/format";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { ask, tellDecide } from "../../ui/scan";
import { may, status } from "../../ui/session";

interface Asked {
  readonly raw: string;
  readonly product: string;
  /** Which answer asks it: with the next one the question is gone. */
  readonly nth: number;
}

export class Teaching {
  readonly #asked = signal<Asked | null>(null);

  constructor(private readonly answers: Answers) {}

  /** Ask about a code, if this person may teach it and the server is there to learn it. */
  ask(raw: string, code: string, product: string): boolean {
    if (!may("teach") || status() === "offline") return false;
    tellDecide(this.answers, t("wrong.unknown_code"), [code, t("teach.ask", { product: called(product) })]);
    this.#asked.value = { raw, product, nth: this.answers.flash.value?.nth ?? 0 };
    return true;
  }

  asked(): Asked | null {
    const asked = this.#asked.value;
    return asked?.nth === this.answers.flash.value?.nth ? asked : null;
  }

  /** Answer by a command label in place of a button. False if nothing was asked, or it is no answer. */
  command(name: string): boolean {
    if (!this.asked()) return false;
    if (name === "YES" || name === "CONFIRM") void this.yes();
    else if (name === "NO" || name === "CANCEL") this.answers.clear();
    else return false;
    return true;
  }

  async yes(): Promise<void> {
    const asked = this.asked();
    if (!asked) return;
    const { raw, product } = asked;
    const telling = { title: t("teach.telling"), then: t("teach.known") };
    await ask(this.answers, "product.bind_code", { product, raw, level: "each", units: 1 }, telling);
  }
}

export const TeachChoices = ({ of, answers }: { of: Teaching; answers: Answers }) =>
  of.asked() && (
    <>
      <Act on={() => void of.yes()} look="tall" icon="tick" testid="teach-yes">
        {t("teach.yes")}
      </Act>
      <Act on={() => answers.clear()} look="tall" icon="cross" testid="teach-no">
        {t("teach.no")}
      </Act>
    </>
  );
