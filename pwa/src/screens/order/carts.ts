/** The kinds of carts of a floor: which there are, and how they are called. */

import type { CartType } from "../../generated/rows";
import { lang, t } from "../../ui/lang";
import { rows } from "../../ui/session";

export const SLOTS_MAX = 24;
/** Where nobody has said otherwise. */
export const URGENT_HOURS = 4;

/** Those in use first, by their code. */
export const cartsOf = (house: string): CartType[] =>
  [...rows().where("cart_type", "warehouse", house)].sort((a, b) => Number(b.active) - Number(a.active) || (a.id < b.id ? -1 : 1));

export const cartName = ({ name_en, name_zh }: CartType): string => (lang.value === "zh" ? name_zh : name_en);

/** What it takes, in one line; a limit that there is not is left out. */
export const cartHolds = ({ slots, kilograms, litres }: CartType): string =>
  [
    t("carts.slots", { n: slots }),
    kilograms > 0 ? t("carts.kilograms", { n: kilograms }) : "",
    litres > 0 ? t("carts.litres", { n: litres }) : "",
  ]
    .filter(Boolean)
    .join(" · ");
