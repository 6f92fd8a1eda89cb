/** What goes on behind the screens once the first of them stands. */

import { effect } from "@preact/signals";
import { remember } from "../screens/scanner/keep";
import { rulesFor } from "../sync/rules";
import { Accepted } from "./accepted";
import { bringPhotos } from "./photos";
import { followPreference } from "./preference";
import { me, tray, unsent } from "./session";

/** What was done with goods and orders; how somebody likes the screen is nothing to make a sound about. */
const work = () => unsent().filter((op) => op.kind !== "people.prefer");

/** The server's word is heard, and the device is as its person wants it. */
export async function goOn(): Promise<void> {
  const accepted = new Accepted();
  effect(() => accepted.follow({ unsent: work().length, needing: tray().length }));
  await rulesFor();
  effect(followPreference);
  await bringPhotos();
}

/** What this device knew of its scanner comes back. */
export function rememberScanner(): void {
  const over = effect(() => {
    if (me() && remember()) queueMicrotask(() => over());
  });
}
