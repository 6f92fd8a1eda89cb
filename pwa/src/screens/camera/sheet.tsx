/** The camera's picture with a frame to aim with. What it finds goes where a scan goes. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { scanned } from "../../devices/wedge";
import { closeCamera, type Aim } from "../../ui/aim";
import { called } from "../../ui/format";
import { Drawing, Icon } from "../../ui/icons";
import { Field } from "../../ui/forms";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { readScan } from "../../ui/scan";
import { rows } from "../../ui/session";
import { lookOf } from "./look";
import { Looking, type Standing } from "./looking";
import type { Choosable } from "../../devices/camera/sightings";
import type { Zoom } from "../../devices/camera/stream";
import "./camera.css";

const TORCH = "M7 2h10v5l-3 4v11h-4V11L7 7zM12 14v2";
const KEYS = "M3 6h18v12H3zM7 10h.01M12 10h.01M17 10h.01M8 14h8";

export function CameraSheet({ now }: { now: () => Aim }) {
  const looking = useMemo(() => new Looking((raw) => lookOf(raw, now(), readScan, rows(), called)), [now]);
  const video = useRef<HTMLVideoElement>(null);
  const typing = useSignal(false);
  useEffect(() => follow(looking, video.current as HTMLVideoElement), [looking]);
  const standing = looking.standing.value;
  const live = standing === "live" || standing === "starting";
  const choice = looking.choice.value;
  return (
    <main class="camera" data-testid="camera-sheet" data-standing={standing}>
      <header>
        <h2 data-testid="camera-ask">{asked(now())}</h2>
        <button type="button" class="close" onClick={closeCamera} aria-label={t("camera.close")} data-testid="camera-close">
          <Icon name="cross" size={28} />
        </button>
      </header>
      {live && !choice && (
        <>
          <Tools looking={looking} typing={typing} badge={now().badges ?? false} />
          {typing.value && <Typed badge={now().badges ?? false} />}
        </>
      )}
      <section class="finder" hidden={!live || choice !== null} data-hint={looking.hint.value} aria-label={t("camera.picture")}>
        <video ref={video} playsInline muted autoPlay tabIndex={-1} />
        <i class="guide" />
        <p role="status" data-testid="camera-hint">
          {hintOf(standing, looking.hint.value)}
        </p>
      </section>
      {choice && <Which of={choice} on={(raw) => looking.choose(raw)} />}
      {!live && <Without standing={standing} again={() => video.current && void looking.open(video.current)} />}
      {!live && <Typed badge={now().badges ?? false} />}
    </main>
  );
}

/** What is asked for, and which: a code that says nothing would be told what is wanted. */
function asked({ ask, sees }: Aim): string {
  const blank = sees?.(readScan("?"));
  const want = blank?.is === "wrong" ? blank.want : "";
  return want ? `${ask}: ${called(want)}` : ask;
}

/** Open while it is looked at; a camera that nobody sees is off. Escape closes it. */
function follow(looking: Looking, video: HTMLVideoElement): () => void {
  const seen = (): void => {
    if (document.visibilityState === "visible") void looking.open(video);
    else looking.close();
  };
  const key = ({ key }: KeyboardEvent): void => {
    if (key === "Escape") closeCamera();
  };
  seen();
  document.addEventListener("visibilitychange", seen);
  addEventListener("keydown", key);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    removeEventListener("keydown", key);
    looking.close();
  };
}

function hintOf(standing: Standing, hint: string): string {
  if (standing === "starting") return t("camera.starting");
  return hint === "same" ? t("camera.same") : "";
}

/** Above the picture: below it the answers show. */
function Tools({ looking, typing, badge }: { looking: Looking; typing: Signal<boolean>; badge: boolean }) {
  const lens = looking.lens.value;
  return (
    <div class="tools">
      {lens?.hasTorch && (
        <button
          type="button"
          class="act plain"
          aria-pressed={looking.torch.value}
          onClick={() => void looking.setTorch(!looking.torch.value)}
          data-testid="torch"
        >
          <Drawing path={TORCH} />
          <span>{t("camera.torch")}</span>
        </button>
      )}
      {!badge && (
        <button
          type="button"
          class="act plain"
          aria-pressed={typing.value}
          onClick={() => (typing.value = !typing.value)}
          data-testid="camera-type"
        >
          <Drawing path={KEYS} />
          <span>{t("camera.type")}</span>
        </button>
      )}
      {lens?.zoom && <Nearer of={lens.zoom} value={looking.zoom.value} on={(zoom) => looking.setZoom(zoom)} />}
    </div>
  );
}

const Nearer = ({ of, value, on }: { of: Zoom; value: number; on: (zoom: number) => void }) => (
  <label class="nearer">
    <span>{t("camera.zoom")}</span>
    <input
      type="range"
      min={of.min}
      max={of.max}
      step={of.step}
      value={value}
      onInput={(event) => on(Number(event.currentTarget.value))}
      data-testid="zoom"
    />
  </label>
);

/** Two that are as likely: the person has the word. */
const Which = ({ of, on }: { of: readonly Choosable[]; on: (raw: string | null) => void }) => (
  <section class="which" data-testid="camera-which">
    <h3>{t("camera.which")}</h3>
    {of.map(({ raw, look }, nth) => (
      <button type="button" class="act main" key={raw} onClick={() => on(raw)} data-testid="camera-choice">
        <span>{look.name || t("camera.nth", { n: nth + 1 })}</span>
      </button>
    ))}
    <Act on={() => on(null)} testid="camera-none">
      {t("camera.neither")}
    </Act>
  </section>
);

/** Why there is no picture, and what helps. */
const Without = ({ standing, again }: { standing: Standing; again: () => void }) => (
  <section class="without" data-testid="camera-without">
    <Icon name="camera" size={56} />
    <h3>{t(`camera.${standing as "none"}`)}</h3>
    <p>{t(`camera.${standing as "none"}_do`)}</p>
    {standing !== "none" && standing !== "broken" && (
      <Act on={again} testid="camera-again">
        {t("choice.retry")}
      </Act>
    )}
  </section>
);

/** The number under the bars, by hand. A badge has none that a person could read. */
function Typed({ badge }: { badge: boolean }) {
  const code = useSignal("");
  if (badge) return null;
  const use = (): void => {
    const typed = code.value.trim();
    code.value = "";
    if (typed !== "") scanned(typed);
  };
  return (
    <form
      class="typed"
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <Field label={t("camera.code")} value={code.value} on={(v) => (code.value = v)} testid="camera-code" />
      <Act on={use} look="main" off={code.value.trim() === ""} testid="camera-use">
        {t("camera.use")}
      </Act>
    </form>
  );
}
