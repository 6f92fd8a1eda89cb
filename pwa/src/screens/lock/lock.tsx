/** Nobody gets past here without showing who they are. What is kept unsent stays in sight. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { play } from "../../devices/sound";
import { about, leave as signOff, shared, shownBadge } from "../../ui/door";
import { Icon } from "../../ui/icons";
import { CameraAct, Main } from "../../ui/aim";
import { Act, useScan } from "../../ui/kit";
import { choose, lang, otherLang, t, type Params } from "../../ui/lang";
import { me, status } from "../../ui/session";
import { weakness } from "../../vault/badge";
import type { Word } from "../../words/en";
import { PasswordForm } from "../signin/form";
import { again, byBadge, whose, type No } from "./enter";
import { NfcAct } from "./nfc";
import { PinPad } from "./pinpad";
import { Unsent } from "./unsent";

export function Lock() {
  return (
    <div class="shell">
      <header class="top">
        <h1 class="brand">
          <Icon name="lock" size={32} />
          {about.value?.name || "Tote"}
        </h1>
        <button
          type="button"
          class="act plain"
          onClick={() => choose(otherLang())}
          data-testid="language"
          lang={otherLang() === "zh" ? "zh-CN" : "en"}
        >
          {otherLang() === "zh" ? "中文" : "English"}
        </button>
      </header>
      <Main>{shared() ? <SharedLock /> : <OwnLock />}</Main>
    </div>
  );
}

/** A device of one person: their password opens it again, with or without a network. */
function OwnLock() {
  const [wrong, password, busy] = [useSignal(""), useSignal(""), useSignal(false)];
  const submit = async (): Promise<void> => {
    busy.value = true;
    const no = await again(password.value);
    [busy.value, password.value, wrong.value] = [false, "", no ? (no.no === "wrong" ? told(no) : t("lock.own_over")) : ""];
  };
  return (
    <>
      <Whose />
      <PasswordForm password={password} wrong={wrong} busy={busy} submit={submit} word="lock.open" />
      <Act on={() => void signOff()} testid="somebody-else">
        {t("lock.somebody_else")}
      </Act>
      <Unsent />
    </>
  );
}

function SharedLock() {
  const byLogin = useSignal(false);
  const [login, password, wrong, busy] = [useSignal(""), useSignal(""), useSignal(""), useSignal(false)];
  const carried = shownBadge.value;
  // Any other code than a badge is heard to be none; its sign-in is the badge's.
  useScan(() => {
    play("wrong");
    wrong.value = t("lock.no_badge");
  });
  if (carried) return <Pin key={carried} carried={carried} />;
  const submit = async (): Promise<void> => {
    const { byPassword } = await import("./enter");
    await byPassword(login.value.trim(), password.value);
  };
  return (
    <>
      {byLogin.value ? (
        <PasswordForm login={login} password={password} wrong={wrong} busy={busy} submit={submit} word="signin.do" />
      ) : (
        <section class="scan-here" data-testid="scan-badge">
          <Icon name="scan" size={96} />
          <strong>{t("lock.scan")}</strong>
        </section>
      )}
      {!byLogin.value && (
        <div class="acts">
          <CameraAct ask={t("lock.scan")} badges />
          <NfcAct wrong={wrong} />
        </div>
      )}
      <p class={wrong.value && !byLogin.value ? "note wrong" : ""} role="alert">
        {byLogin.value ? "" : wrong.value}
      </p>
      <Whose />
      <Unsent />
      {status() === "offline" && <p class="note decide">{t("lock.offline")}</p>}
      <Act on={() => (byLogin.value = !byLogin.value)} testid="by-login">
        {t(byLogin.value ? "lock.by_badge" : "lock.by_login")}
      </Act>
    </>
  );
}

/** Who is signed in, though nothing of theirs shows. */
const Whose = () =>
  me() && (
    <p class="pair" data-testid="locked-person">
      <span class="quiet">{t("device.person")}</span>
      <strong>{me()?.person.name}</strong>
    </p>
  );

type Step = "pin" | "new" | "repeat";

/** The PIN for a badge that was scanned; a first PIN is changed at once. */
function Pin({ carried }: { carried: string }) {
  const [name, step, typed, busy] = [useSignal(""), useSignal<Step>("pin"), useSignal(""), useSignal(false)];
  const [first, fresh, wrong, over] = [useSignal(""), useSignal(""), useSignal(""), useSignal(false)];
  useEffect(() => void whose(carried).then((found) => (name.value = found)), [carried]);
  const leave = (): void => void (shownBadge.value = "");
  const start = (at: Step, why: Word | null, params?: Params): void => {
    [step.value, typed.value, wrong.value] = [at, "", why ? t(why, params) : ""];
    if (why) play("wrong");
  };
  const send = async (pin: string, newPin?: string): Promise<void> => {
    busy.value = true;
    const no = await byBadge(carried, pin, newPin).finally(() => (busy.value = false));
    if (!no) return leave();
    if (no.no === "new_pin") {
      first.value = pin;
      return start("new", null);
    }
    play("wrong");
    [step.value, typed.value, wrong.value] = ["pin", "", told(no)];
    over.value = no.no === "locked" || no.no === "offline_locked" || no.no === "unknown" || no.no === "offline_unknown";
  };
  const done = (): void => {
    const pin = typed.value;
    if (step.value === "pin") return void send(pin);
    if (step.value === "new") {
      const weak = weakness(pin, first.value);
      if (weak) return start("new", `lock.weak_${weak}`);
      fresh.value = pin;
      return start("repeat", null);
    }
    if (pin !== fresh.value) return start("new", "lock.not_same");
    void send(first.value, pin);
  };
  return (
    <>
      <h2 class="name" data-testid="pin-title" data-step={step.value}>
        {step.value === "pin" && name.value ? t("lock.pin_of", { name: name.value }) : t(`lock.${step.value}`)}
      </h2>
      <p class={wrong.value ? "note wrong" : ""} role="alert" data-testid="pin-wrong">
        {wrong.value}
      </p>
      {!over.value && <PinPad pin={typed} done={done} busy={busy.value} />}
      <Act on={leave} testid="pin-leave">
        {t(over.value ? "lock.by_badge" : "cancel")}
      </Act>
    </>
  );
}

/** In words, with what to do. The server's own where the screen has none. */
function told({ no, left, said }: No): string {
  if (no === "other") return said?.[lang.value] || t("lock.no_answer");
  return no === "new_pin" ? "" : t(`lock.no.${no}`, { left });
}
