/** How this device shows and sounds: as whoever used it last has it, so that it begins so. See `preference.ts`. */

import { effect, signal } from "@preact/signals";
import { setVolume } from "../devices/sound";
import type { Preference } from "../generated/rows";

export const SIZES = [100, 125, 150, 175, 200] as const;
export const VOLUMES = [25, 50, 75, 100] as const;

export type Settings = Pick<Preference, "theme" | "hand" | "size" | "volume">;

const KEY = "tote.settings";
export const USUAL: Settings = { theme: "system", hand: "right", size: 100, volume: 100 };

function kept(): Settings {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>) };
  } catch {
    return USUAL;
  }
}

export const settings = signal<Settings>(kept());

export const change = (some: Partial<Settings>): void => {
  settings.value = { ...settings.peek(), ...some };
};

effect(() => {
  const { theme, hand, size, volume } = settings.value;
  const root = document.documentElement;
  root.dataset["theme"] = theme;
  root.dataset["hand"] = hand;
  root.style.fontSize = `${size}%`;
  setVolume(volume);
  localStorage.setItem(KEY, JSON.stringify(settings.value));
});
