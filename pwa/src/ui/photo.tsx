/** Pictures of goods: the button that takes one, and those that were taken. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Ops } from "../generated/ops";
import type { Photo } from "../generated/rows";
import type { Answers } from "./flash";
import { age, called } from "./format";
import { Icon } from "./icons";
import { Act } from "./kit";
import { t, tOr } from "./lang";
import { erase, look, take, type Away, type Shown } from "./photos";
import { besides, may, nameOf, rows, session } from "./session";

const AGAIN_MS = 5_000;

/** Take a picture with the camera of the device, or choose one. Works without a network. */
export function PhotoAct({ answers, about }: { answers: Answers; about: Omit<Ops["photo.take"], "photo" | "sha256"> }) {
  const busy = useSignal(false);
  if (session().deviceId === "practice") return null; // there is no disk for a picture, and no server
  const taken = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (!file || busy.value) return;
    busy.value = true;
    await take(answers, file, about).finally(() => (busy.value = false));
    input.value = ""; // the same picture may be taken again
  };
  return (
    <label class="act plain photo-act">
      <Icon name="camera" />
      <span>{t("photo.take")}</span>
      <input
        type="file"
        accept="image/*"
        capture="environment"
        disabled={busy.value}
        onChange={(event) => void taken(event.currentTarget)}
        data-testid="photo-take"
      />
    </label>
  );
}

/** What was taken at a delivery or return; of one product only, where that is named. */
export function Pictures({ delivery, product }: { delivery: string; product?: string }) {
  const all = rows()
    .where("photo", "delivery", delivery)
    .filter((photo) => !product || photo.product === product || photo.product === "");
  if (all.length === 0) return null;
  return (
    <div class="photos" data-testid="photos">
      {all.map((photo) => (
        <Picture key={photo.id} photo={photo} />
      ))}
    </div>
  );
}

function Picture({ photo }: { photo: Photo }) {
  const shown = useSignal<Shown | null>(null);
  const [whole, sure] = [useSignal(false), useSignal(false)];
  const left = besides.value; // once it is brought, it is asked for again
  useEffect(() => follow(photo.sha256, (now) => (shown.value = now)), [photo.sha256, left]);
  const it = shown.value;
  const reason = photo.reason && tOr(`${photo.job === "inbound" ? "in" : "ret"}.reason.${photo.reason}`);
  const what = [photo.product && called(photo.product), reason].filter(Boolean).join(" · ");
  if (it === null || typeof it === "string") return <NoPicture state={it ?? "looking"} says={t(`photo.${it ?? "looking"}`)} />;
  if ("away" in it) return <NoPicture state={it.away.isLost ? "lost" : "waits"} says={whereIs(it.away)} />;
  const gone = async (): Promise<void> => {
    if (!sure.value) return void (sure.value = true);
    if (await erase(photo.sha256).catch(() => false)) [shown.value, whole.value] = ["erased", false];
  };
  return (
    <figure class={whole.value ? "photo whole" : "photo"} data-testid="photo" data-state="shown">
      <button type="button" onClick={() => (whole.value = !whole.value)} aria-expanded={whole.value}>
        <img src={it.url} alt={t("photo.of", { what: what || t("photo.goods") })} />
      </button>
      {whole.value && (
        <figcaption>
          {what} · {nameOf(photo.taken_by)}
        </figcaption>
      )}
      {whole.value && may("settle") && (
        <Act on={gone} look="danger" testid="photo-erase">
          {t(sure.value ? "photo.erase_sure" : "photo.erase")}
        </Act>
      )}
    </figure>
  );
}

const NoPicture = ({ state, says }: { state: string; says: string }) => (
  <p class="photo none" data-testid="photo" data-state={state}>
    <Icon name={state === "lost" ? "warn" : "camera"} />
    <span>{says}</span>
  </p>
);

function whereIs({ device, heardAt, isLost }: Away): string {
  if (isLost) return t("photo.lost", { device });
  return heardAt > 0 ? t("photo.waits_on", { device, age: age(heardAt) }) : t("photo.waits");
}

/** Show a picture as soon as there is one; returns what ends that. */
function follow(name: string, show: (now: Shown) => void): () => void {
  let timer = 0;
  let url = "";
  let isOver = false;
  const ask = async (): Promise<void> => {
    const now = await look(name).catch((): Shown => "offline");
    const found = typeof now !== "string" && "url" in now ? now.url : "";
    if (isOver) return URL.revokeObjectURL(found);
    url = found;
    show(now);
    const mayCome = typeof now === "string" ? now !== "erased" : "away" in now && !now.away.isLost;
    if (mayCome) timer = window.setTimeout(() => void ask(), AGAIN_MS);
  };
  void ask();
  return () => {
    isOver = true;
    clearTimeout(timer);
    URL.revokeObjectURL(url);
  };
}
