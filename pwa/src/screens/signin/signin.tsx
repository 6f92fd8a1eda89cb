/** Who works with this device now. What it keeps unsent stays in sight. */

import { useSignal } from "@preact/signals";
import { openSound } from "../../devices/sound";
import { Icon } from "../../ui/icons";
import { LinkRow, useScan } from "../../ui/kit";
import { choose, otherLang, t } from "../../ui/lang";
import { go } from "../../ui/route";
import { pending } from "../../ui/session";
import { PasswordForm } from "./form";

const ENROL = /#\/enrol\/([0-9A-Za-z]{26})$/;

export function SignIn() {
  const [login, password, busy, wrong] = [useSignal(""), useSignal(""), useSignal(false), useSignal("")];
  useScan((raw) => {
    const code = ENROL.exec(raw)?.[1];
    if (code) go("enrol", code);
  });
  const submit = async (): Promise<void> => {
    openSound(); // this tap is what lets the browser sound, too
    const { byPassword } = await import("../lock/enter");
    await byPassword(login.value.trim(), password.value);
  };
  return (
    <div class="shell">
      <header class="top">
        <h1 class="brand">
          <Icon name="tote" size={40} />
          Tote
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
      <main class="body">
        <p class="quiet">{t("signin.words")}</p>
        <PasswordForm login={login} password={password} busy={busy} wrong={wrong} submit={submit} word="signin.do" />
        {!navigator.onLine && <p class="note decide">{t("signin.offline")}</p>}
        {pending() > 0 && (
          <p class="note info" data-testid="kept-here">
            {t("signin.kept", { n: pending() })}
          </p>
        )}
        <LinkRow to={["enrol"]} testid="to-enrol">
          <Icon name="phone" />
          <span class="grow">{t("signin.enrol")}</span>
          <Icon name="next" />
        </LinkRow>
      </main>
    </div>
  );
}
