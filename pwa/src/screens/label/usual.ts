/** How labels are printed from this device as a rule: kept on it. */

import { effect, signal } from "@preact/signals";
import type { LabelKind, LabelLang } from "../../domain/label/label";
import { OWN } from "../../domain/label/sheet";
import { lang } from "../../ui/lang";
import { defaultPrinter, printersHere } from "../../ui/printer";

/** `browser`, `file`, or the id of a printer. */
export type Way = string;
export const BROWSER = "browser";
export const FILE = "file";
export const FORMS = ["pdf", "zpl", "png", "svg"] as const;
export type Form = (typeof FORMS)[number];

interface Usual {
  /** Empty: that of the screens. */
  readonly lang: LabelLang | "";
  readonly form: Form;
  readonly sheet: string;
  /** The first free place of the sheet of each name that has been begun. */
  readonly first: Readonly<Record<string, number>>;
  readonly way: { readonly [K in LabelKind]?: Way };
}

const KEY = "tote.labels";
const USUAL: Usual = { lang: "", form: "pdf", sheet: OWN, first: {}, way: {} };

function kept(): Usual {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Usual>) };
  } catch {
    return USUAL;
  }
}

export const usual = signal<Usual>(kept());
effect(() => localStorage.setItem(KEY, JSON.stringify(usual.value)));

export const change = (some: Partial<Usual>): void => void (usual.value = { ...usual.value, ...some });

export const labelLang = (): LabelLang => usual.value.lang || lang.value;
export const firstPlace = (): number => usual.value.first[usual.value.sheet] ?? 0;
export const startAt = (place: number): void =>
  change({ first: { ...usual.value.first, [usual.value.sheet]: place } });

/** What a printer must hold for a label of a kind, in millimetres; it takes one that is a little larger. */
const NEEDS: { readonly [K in LabelKind]: readonly [width: number, height: number] } = {
  location: [97, 47], tote: [67, 34], order: [67, 34], command: [67, 34], product: [67, 34], carton: [97, 145],
  pallet: [97, 145], return: [97, 145],
};

/** Where labels of a kind went last; at first to the smallest printer that holds them, or to the browser. */
export function wayFor(kind: LabelKind): Way {
  const all = printersHere();
  const last = usual.value.way[kind];
  if (last === BROWSER || last === FILE || all.some(({ id }) => id === last)) return last ?? BROWSER;
  const own = kind === "carton" || kind === "pallet" ? defaultPrinter() : "";
  const [width, height] = NEEDS[kind];
  const fit = all
    .filter((one) => one.width_mm >= width && one.height_mm >= height)
    .sort((a, b) => a.width_mm * a.height_mm - b.width_mm * b.height_mm);
  return own || (fit[0]?.id ?? BROWSER);
}

export const goBy = (kind: LabelKind, way: Way): void => change({ way: { ...usual.value.way, [kind]: way } });
