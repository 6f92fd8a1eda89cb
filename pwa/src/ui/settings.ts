/** How this device shows and sounds. Kept on the device, before anyone has signed in. */

import { effect, signal } from "@preact/signals";

export type Theme = "light" | "dark" | "system";
export type Hand = "left" | "right";
export const SIZES = [100, 125, 150, 175, 200] as const;

interface Settings {
  readonly theme: Theme;
  readonly hand: Hand;
  /** Per cent of the usual text size. */
  readonly size: number;
}

const KEY = "tote.settings";
const USUAL: Settings = { theme: "system", hand: "right", size: 100 };

function kept(): Settings {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>) };
  } catch {
    return USUAL;
  }
}

export const settings = signal<Settings>(kept());

export const change = (some: Partial<Settings>): void => {
  settings.value = { ...settings.value, ...some };
};

effect(() => {
  const { theme, hand, size } = settings.value;
  const root = document.documentElement;
  root.dataset["theme"] = theme;
  root.dataset["hand"] = hand;
  root.style.fontSize = `${size}%`;
  localStorage.setItem(KEY, JSON.stringify(settings.value));
});
