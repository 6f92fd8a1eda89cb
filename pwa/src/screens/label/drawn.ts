/** What the server draws: pictures, sheets, files. It has the fonts and the symbols; without a network there is none. */

import type { Label } from "../../domain/label/label";
import { OWN, type Sheet } from "../../domain/label/sheet";
import { lang, t } from "../../ui/lang";
import { getJson, NoNetwork, send } from "../../ui/session";
import { SignInNeeded } from "../../sync/http";
import type { ErrorBody } from "../../sync/wire";
import type { Word } from "../../words/en";
import type { Form } from "./usual";

const MEDIA: Readonly<Record<Form, string>> = {
  pdf: "application/pdf", zpl: "application/zpl", png: "image/png", svg: "image/svg+xml",
};

export interface Ask {
  readonly labels: readonly Label[];
  readonly form: Form;
  readonly sheet?: string;
  readonly first?: number;
  readonly dpi?: number;
}

/** What was drawn; or why not, with what to do. */
export type Drawn = { readonly url: string } | { readonly fault: readonly string[]; readonly offline?: boolean };

export async function draw(ask: Ask): Promise<Drawn> {
  try {
    const answer = await send("/api/labels", JSON.stringify(ask));
    if (answer.ok) return { url: URL.createObjectURL(new Blob([await answer.blob()], { type: MEDIA[ask.form] })) };
    const { error } = (await answer.json()) as { readonly error: ErrorBody };
    return { fault: told(error, ask.sheet ?? OWN) };
  } catch (failed) {
    if (failed instanceof NoNetwork) return { fault: [t("label.needs_network")], offline: true };
    if (failed instanceof SignInNeeded) return { fault: [t("failed.sign_in")] };
    throw failed;
  }
}

const WAYS: Readonly<Record<string, Word>> = {
  label_code: "label.do.code", label_text: "label.do.code", label_too_long: "label.do.code",
  label_no_ean: "label.do.symbol", label_gtin: "label.do.symbol", label_value: "label.do.lot",
  label_sscc: "label.do.sscc", label_first: "label.do.first", label_small: "label.do.sheet", label_many: "label.do.parts",
};

/** The server's words, and the way on. */
function told({ code, ...words }: ErrorBody, sheet: string): string[] {
  const way = code === "label_too_long" && sheet !== OWN ? "label.do.sheet" : WAYS[code];
  return [words[lang.value], ...(way ? [t(way)] : [])];
}

const KEY = "tote.sheets";

/** The sheets there are. What was heard last stands in where there is no network. */
export async function sheets(): Promise<readonly Sheet[]> {
  try {
    const found = await getJson<readonly Sheet[]>("/api/labels/sheets");
    localStorage.setItem(KEY, JSON.stringify(found));
    return found;
  } catch {
    return JSON.parse(localStorage.getItem(KEY) ?? "[]") as readonly Sheet[];
  }
}
