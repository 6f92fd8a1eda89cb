/** Who works with this device now. What it keeps unsent stays in sight. */

import { useSignal } from "@preact/signals";
import { openSound } from "../../devices/sound";
import { Icon } from "../../ui/icons";
import { Field } from "../../ui/kit";
import { choose, lang, otherLang, t } from "../../ui/lang";
import { NoNetwork, pending, Refusal, signIn } from "../../ui/session";

export function SignIn() {
  const [login, password, busy, wrong] = [useSignal(""), useSignal(""), useSignal(false), useSignal("")];
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    openSound(); // this tap is what lets the browser sound, too
    [busy.value, wrong.value] = [true, ""];
    try {
      await signIn(login.value.trim(), password.value);
    } catch (failed) {
      wrong.value = why(failed);
    } finally {
      busy.value = false;
    }
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
        <form class="list" onSubmit={(event) => void submit(event)}>
          <Field
            big
            label={t("signin.login")}
            value={login.value}
            on={(v) => (login.value = v)}
            autocomplete="username"
            testid="login"
          />
          <Field
            big
            label={t("signin.password")}
            value={password.value}
            on={(v) => (password.value = v)}
            type="password"
            autocomplete="current-password"
            testid="password"
          />
          <p class={wrong.value ? "note wrong" : ""} role="alert" data-testid="signin-wrong">
            {wrong.value}
          </p>
          <button type="submit" class="act main" disabled={busy.value || login.value === ""} data-testid="sign-in">
            {t(busy.value ? "signin.busy" : "signin.do")}
          </button>
        </form>
        {!navigator.onLine && <p class="note decide">{t("signin.offline")}</p>}
        {pending() > 0 && (
          <p class="note info" data-testid="kept-here">
            {t("signin.kept", { n: pending() })}
          </p>
        )}
      </main>
    </div>
  );
}

function why(failed: unknown): string {
  if (failed instanceof NoNetwork) return t("signin.offline");
  if (failed instanceof Refusal) return failed.body[lang.value] || t("signin.wrong");
  throw failed;
}
