/** A code that nothing is known by: whoever may says once, on the spot, whether it stands for the goods in hand. */

import { goodsOf } from "../domain/seen";
import type { Asking, Choice } from "./asked";
import type { Answers } from "./flash";
import { called } from "./format";
import { t } from "./lang";
import { ask, readScan } from "./scan";
import { may, rows, status } from "./session";

/** More goods than these are no question for two thumbs: the worker scans what is known first. */
const CHOICES_MAX = 3;

/**
 * Ask about a code, if this person may teach it and the server is there to learn it. `products`: those that the step
 * waits for. False if nothing was asked.
 */
export function teach(
  asking: Asking, answers: Answers, raw: string, code: string, products: readonly string[],
): boolean {
  const [first, ...others] = products;
  if (first === undefined || products.length > CHOICES_MAX || !may("teach") || status() === "offline") return false;
  const come = (): boolean => goodsOf(readScan(raw), rows()) !== null;
  const telling = { title: t("teach.telling"), then: t("teach.known"), come };
  const learn = (product: string) => (): void =>
    void ask(answers, "product.bind_code", { product, raw, level: "each", units: 1 }, telling);
  const choices: Choice[] = others.length === 0
    ? [{ label: t("teach.yes"), on: learn(first), icon: "tick", testid: "teach-yes", main: true }]
    : products.map((product) => ({ label: called(product), on: learn(product), icon: "item", testid: "teach-one" }));
  const question = others.length === 0 ? t("teach.ask", { product: called(first) }) : t("teach.which");
  const no = { label: t(others.length === 0 ? "teach.no" : "teach.none"), icon: "cross", testid: "teach-no" } as const;
  asking.ask(t("wrong.unknown_code"), [code, question], choices, no);
  return true;
}
