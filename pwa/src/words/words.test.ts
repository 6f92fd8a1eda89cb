import { expect, test } from "vitest";
import { SEVERITY } from "../generated/scanner-check";
import { en } from "./en";
import { more as enMore } from "./en-more";
import { zh } from "./zh";
import { more as zhMore } from "./zh-more";

const english: Record<string, string> = { ...en, ...enMore };
const chinese: Record<string, string> = { ...zh, ...zhMore };
const values = (text: string) => [...new Set([...text.matchAll(/\{(\w+)[}|]/g)].map(([, name]) => name))].sort();

test("no sentence is empty, and both languages name the same values", () => {
  for (const [key, text] of Object.entries(english)) {
    expect(text.length, key).toBeGreaterThan(0);
    expect(chinese[key]?.length, key).toBeGreaterThan(0);
    expect(values(chinese[key] ?? ""), key).toEqual(values(text));
  }
});

test("Chinese sentences are Chinese", () => {
  const latin = Object.entries(chinese).filter(([, text]) =>
    /[a-z]{3,}/i.test(text.replace(/\{[^}]*\}/g, "").replaceAll("Tote", "")),
  );
  expect(latin).toEqual([]);
});

test("each finding of a scanner check has a sentence for who checks and one for the office", () => {
  for (const code of Object.keys(SEVERITY)) {
    for (const key of [`check.f.${code}`, `check.is.${code}`]) expect(english[key], key).toBeTruthy();
  }
});
