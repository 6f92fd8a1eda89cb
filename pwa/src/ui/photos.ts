/** Pictures on their way: taken, kept, brought to the server once it knows the op that names them, and shown. */

import { effect, signal } from "@preact/signals";
import { shrunk } from "../devices/photo";
import type { Ops } from "../generated/ops";
import { Photos } from "../store/photos";
import { browser } from "../sync/platform";
import type { Answers } from "./flash";
import { theGuard } from "./door";
import { newId } from "./ids";
import { t } from "./lang";
import { act, tellDecide } from "./scan";
import { besides as waiting, me, NoNetwork, send, status, unsent } from "./session";

const AGAIN_MS = 30_000;
const GONE = 410;

let kept: Photos | null = null;
const photos = (): Photos => (kept ??= new Photos(browser().databases, () => theGuard().signer.wrap()));

type Taken = Omit<Ops["photo.take"], "photo" | "sha256">;

/** Keep a picture that was just taken, then the op that names it: a kill in between leaves a picture, never a bare name. */
export async function take(answers: Answers, file: Blob, about: Taken): Promise<void> {
  let sha256: string;
  try {
    sha256 = await photos().keep(await shrunk(file));
  } catch (error) {
    const name = (error as Error).name;
    const failed = name === "StorageFull" ? "storage" : name === "StorageBroken" ? "broken" : null;
    return tellDecide(answers, failed ? t(`failed.${failed}`) : t("photo.none"), []);
  }
  waiting.value += 1;
  await act(answers, "photo.take", { photo: newId(), ...about, sha256 }, { title: t("photo.taken") });
}

/** Bring all pictures whose op the server has answered. Returns whether any is left. */
async function bring(): Promise<boolean> {
  const names = await photos().names();
  const coming = new Set(unsent().map((op) => op.body["sha256"]));
  for (const name of names) {
    const file = coming.has(name) ? null : await photos().open(name);
    if (!file) continue;
    const response = await send(`/api/photos/${name}`, new Blob([file], { type: "image/jpeg" }));
    if (!response.ok && response.status !== GONE) continue;
    await photos().forget(name);
  }
  waiting.value = (await photos().names()).length; // one may have been taken meanwhile
  return waiting.value > 0;
}

/** Bring what waits whenever all ops are sent and somebody is signed in. */
export async function bringPhotos(): Promise<void> {
  waiting.value = (await photos().names()).length;
  let isBusy = false;
  const again = signal(0);
  effect(() => {
    void again.value;
    if (waiting.value === 0 || status() !== "current" || !me() || isBusy) return;
    isBusy = true;
    void bring()
      .catch(() => true) // no network, or a session that is over: what is kept stays kept
      .then((left) => {
        isBusy = false;
        if (left) setTimeout(() => (again.value += 1), AGAIN_MS);
      });
  });
}

export type Shown = { readonly url: string } | { readonly away: Away } | "waits" | "erased" | "offline";

/** A picture that was never brought: on which device it is, when that was last heard of (UTC ms), or that it is lost. */
export interface Away {
  readonly device: string;
  readonly heardAt: number;
  readonly isLost: boolean;
}

/** A picture as an address for an image, which whoever asked gives back; or why there is none. */
export async function look(name: string): Promise<Shown> {
  const here = await photos().open(name);
  if (here) return { url: URL.createObjectURL(new Blob([here], { type: "image/jpeg" })) };
  try {
    const response = await send(`/api/photos/${name}`);
    if (response.ok) return { url: URL.createObjectURL(await response.blob()) };
    return response.status === GONE ? "erased" : await away(response);
  } catch (error) {
    if (error instanceof NoNetwork) return "offline";
    throw error;
  }
}

/** Where a picture is that the server does not have, as far as it says. */
async function away(response: Response): Promise<Shown> {
  const said = (await response.json().catch(() => null)) as { error?: { code: string; params: Record<string, unknown> } } | null;
  const device = said?.error?.params["device"];
  if (typeof device !== "string") return "waits";
  return { away: { device, heardAt: Number(said?.error?.params["heard_at"] ?? 0), isLost: said?.error?.code === "photo_lost" } };
}

/** Have a picture erased for good. True once it is. */
export async function erase(name: string): Promise<boolean> {
  const response = await send(`/api/photos/${name}`, undefined, "DELETE");
  if (response.ok) await photos().forget(name);
  return response.ok;
}
