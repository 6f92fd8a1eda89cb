/** Questions that several screens ask. */

import type { Asking, Choice } from "./asked";
import { t } from "./lang";

export { Asking, Choices } from "./asked";

/** The pack holds more than is left: all of it, only what is left, or none of it. */
export function askHowMany(
  asking: Asking,
  { units, left, single }: { readonly units: number; readonly left: number; readonly single: string | null },
  take: (raw: string | null, units: number) => unknown,
): void {
  const some: Choice = { label: t("much.only", { n: left }), on: () => take(single, left), icon: "item", testid: "only", main: true };
  const all: Choice = { label: t("much.all", { n: units }), on: () => take(null, 1), icon: "box", testid: "all-of-it" };
  const choices = single !== null && left > 0 ? [some, all] : [all];
  asking.ask(t("pick.too_many", { units, left }), [t("much.do")], choices, { label: t("much.not"), icon: "cross", testid: "not-this" });
}
