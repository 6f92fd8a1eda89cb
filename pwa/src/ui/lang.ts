/** The language of the screens, and sentences in it. */

import { effect, signal } from "@preact/signals";
import type { Text } from "../generated/words";
import type { Word } from "../words/en";

export type Lang = "en" | "zh";
export type Params = Readonly<Record<string, string | number>>;

const KEY = "tote.lang";
type Sentences = Readonly<Record<string, string>>;
const FILES: Readonly<
  Record<Lang, { readonly floor: () => Promise<Sentences>; readonly more: () => Promise<Sentences> }>
> = {
  en: {
    floor: () => import("../words/en").then((m) => m.en),
    more: () => import("../words/en-more").then((m) => m.more),
  },
  zh: {
    floor: () => import("../words/zh").then((m) => m.zh),
    more: () => import("../words/zh-more").then((m) => m.more),
  },
};
const words = signal<Record<string, string>>({});
/** What the server's codes say; asked for when the first screen stands. */
const told = signal<typeof import("../generated/words") | null>(null);

const kept = (key: string): Lang | null => {
  const value = localStorage.getItem(key);
  return value === "en" || value === "zh" ? value : null;
};

export const lang = signal<Lang>(kept(KEY) ?? (navigator.language.startsWith("zh") ? "zh" : "en"));
export const otherLang = (): Lang => (lang.value === "en" ? "zh" : "en");

let chosen: Lang | null = null;
let person = "";

/** Somebody chose this language; if nobody is signed in, it is for the one who signs in next. */
export function choose(language: Lang): void {
  lang.value = language;
  if (person === "") chosen = language;
  else localStorage.setItem(`${KEY}.${person}`, language);
}

/** The language follows the person: what they chose last on this device, else what the office has written down. */
export function followPerson(now: { readonly id: string; readonly language: Lang } | null): void {
  if ((now?.id ?? "") === person) return;
  person = now?.id ?? "";
  if (!now) return;
  if (chosen) localStorage.setItem(`${KEY}.${person}`, chosen);
  lang.value = chosen ?? kept(`${KEY}.${person}`) ?? now.language;
  chosen = null;
}

const allOf = async (language: Lang): Promise<Sentences> => {
  const [floor, more] = await Promise.all([FILES[language].floor(), FILES[language].more()]);
  return { ...floor, ...more };
};

/** The language of the sentences that are here, and whether one was asked for that is not. */
let spoken: Lang | null = null;
let isLacking = false;

/** The sentences of the first screens. */
export async function loadWords(): Promise<void> {
  const language = lang.value;
  [words.value, spoken] = [{ ...(await FILES[language].floor()) }, language];
}

let all: Promise<void> | null = null;

/** The sentences of all screens, in the language that is chosen and whenever it changes; and those of the server. */
export function loadMore(): Promise<void> {
  all ??= Promise.all([
    useAll(lang.value),
    import("../generated/words").then((found) => void (told.value = found)),
  ]).then(() => {
    effect(() => void useAll(lang.value));
  });
  return all;
}

async function useAll(language: Lang): Promise<void> {
  const found = await allOf(language);
  if (lang.peek() !== language) return;
  // What stands on the screen is said already: it need not be painted anew for what others will say.
  if (language === spoken && !isLacking) Object.assign(words.peek(), found);
  else [words.value, spoken, isLacking] = [found, language, false];
}

effect(() => {
  document.documentElement.lang = lang.value === "zh" ? "zh-CN" : "en";
  localStorage.setItem(KEY, lang.value);
});

/** Put values in their places, and `{n|carton|cartons}` by number. A value that is not known leaves no braces behind. */
const fill = (text: string, params: Params): string =>
  text
    .replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, more: string) =>
      params[name] === 1 ? one : more,
    )
    .replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ""));

/** A sentence of the screens. */
export const t = (word: Word, params: Params = {}): string => (isWord(word) ? fill(words.value[word] ?? "", params) : "");

/** Whether the screens have a sentence of this name. */
export function isWord(word: string): word is Word {
  const is = word in words.value;
  isLacking ||= !is;
  return is;
}

/** A word made at run time, such as a stage or a choice; as it is, if nobody gave it words. */
export const tOr = (word: string, params: Params = {}): string =>
  isWord(word) ? t(word, params) : word.slice(word.indexOf(".") + 1).replaceAll("_", " ");

const inLang = (text: Text, params: Params): string => fill(text[lang.value], params);
const placeholders = (text: Text): string[] => [...text.en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");

/** What an op's outcome says, and what it says besides. Without a kind (an exception task has none), the words that fit best. */
export function said(kind: string | null, code: string, params: Params): string {
  const others = String(params["also"] ?? "").split(",").filter(Boolean);
  return [code, ...others].map((one) => saidOf(kind, one, params)).join(lang.value === "zh" ? "；" : "; ");
}

function saidOf(kind: string | null, code: string, params: Params): string {
  const named = kind ? told.value?.WORDS[kind.split("@")[0] ?? ""]?.[code] : undefined;
  const text = named ?? told.value?.CODES[code] ?? bestFit(code, params);
  return text ? inLang(text, params) : tOr(`code.${code}`, params);
}

function bestFit(code: string, params: Params): Text | undefined {
  const all = Object.values(told.value?.WORDS ?? {}).flatMap((words) => words[code] ?? []);
  return all.find((text) => placeholders(text).every((name) => name in params)) ?? all[0];
}
