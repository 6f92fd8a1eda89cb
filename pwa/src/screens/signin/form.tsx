/** Login and password; or the password alone, where the login is known. */

import type { Signal } from "@preact/signals";
import { Field } from "../../ui/forms";
import { lang, t } from "../../ui/lang";
import { NoNetwork, Refusal } from "../../ui/session";
import type { Word } from "../../words/en";

interface Props {
  readonly login?: Signal<string>;
  readonly password: Signal<string>;
  readonly wrong: Signal<string>;
  readonly busy: Signal<boolean>;
  /** May throw `Refusal` or `NoNetwork`. */
  readonly submit: () => Promise<void>;
  readonly word: Word;
}

export function PasswordForm({ login, password, wrong, busy, submit, word }: Props) {
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    [busy.value, wrong.value] = [true, ""];
    try {
      await submit();
    } catch (failed) {
      wrong.value = why(failed);
    } finally {
      busy.value = false;
    }
  };
  return (
    <form class="list" onSubmit={(event) => void go(event)}>
      {login && (
        <Field
          big
          label={t("signin.login")}
          value={login.value}
          on={(v) => (login.value = v)}
          autocomplete="username"
          testid="login"
        />
      )}
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
      <button type="submit" class="act main" disabled={busy.value || login?.value === ""} data-testid="sign-in">
        {t(busy.value ? "signin.busy" : word)}
      </button>
    </form>
  );
}

function why(failed: unknown): string {
  if (failed instanceof NoNetwork) return t("signin.offline");
  if (failed instanceof Refusal) return failed.body[lang.value] || t("signin.wrong");
  throw failed;
}
