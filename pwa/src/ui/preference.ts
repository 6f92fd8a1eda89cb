/** Text size, hand, look, loudness and language follow the person to whatever device they take in hand. */

import type { Preference } from "../generated/rows";
import { shared } from "./door";
import { choose, lang, type Lang } from "./lang";
import { me, record, rows } from "./session";
import { change, settings, USUAL, type Settings } from "./settings";

/** Say how it shall be; the device is so at once, and every other one when it has heard of it. */
export function prefer(some: Partial<Settings & { language: Lang }>): void {
  const { language = lang.value, ...shown } = some;
  if (language !== lang.value) choose(language);
  change(shown);
  const person = me()?.person.id;
  if (person) void record("people.prefer", { person, language, ...settings.peek() }, {});
}

let whose = "";
let last: Preference | undefined;

/** Bring the device to what the person at it has said. Who never said anything finds a shared device as it is usual. */
export function followPreference(): void {
  const person = me()?.person.id ?? "";
  const own = rows().get("preference", person);
  if (own === last && person === whose) return;
  last = own;
  if (own) {
    const { theme, hand, size, volume, language } = own;
    change({ theme, hand, size, volume });
    if (language !== lang.peek()) choose(language);
  } else if (person !== whose && person !== "" && shared()) change(USUAL);
  whose = person;
}
