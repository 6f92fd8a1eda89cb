/** A new device becomes one of ours, by the code that somebody shows. Then it asks for its first person. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { about, locked, theGuard } from "../../ui/door";
import { Icon } from "../../ui/icons";
import { CameraAct, Main } from "../../ui/aim";
import { Field } from "../../ui/forms";
import { Act, useScan } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { to } from "../../ui/route";
import { NoNetwork, pending, Refusal, session } from "../../ui/session";

const CODE = /([0-9A-HJKMNP-TV-Z]{26})$/i;

export function Enrol({ code }: { code: string }) {
  const [typed, busy, wrong, done] = [useSignal(""), useSignal(false), useSignal(""), useSignal(false)];
  const begin = async (given: string): Promise<void> => {
    if (busy.value || pending() > 0) return;
    [busy.value, wrong.value] = [true, ""];
    try {
      const enrolled = await session().http.enrol(given.toUpperCase());
      await theGuard().enrolled(enrolled);
      await session().become(enrolled.device);
      done.value = true;
    } catch (failed) {
      if (failed instanceof NoNetwork) wrong.value = t("enrol.offline");
      else if (failed instanceof Refusal) wrong.value = failed.body[lang.value] || t("enrol.no");
      else throw failed;
    } finally {
      busy.value = false;
    }
  };
  useScan((raw) => {
    const found = CODE.exec(raw)?.[1];
    if (found) void begin(found);
  });
  useEffect(() => {
    if (code !== "") void begin(code);
  }, [code]);
  const leave = (): void => {
    about.value = theGuard().about;
    locked.value = about.value?.shared ?? false;
    to("#/");
  };
  return (
    <div class="shell">
      <header class="top">
        <h1 class="brand">
          <Icon name="tote" size={40} />
          Tote
        </h1>
      </header>
      <Main>
        {done.value ? (
          <Done name={theGuard().about?.name ?? ""} leave={leave} />
        ) : (
          <>
            <h2 class="name">{t("enrol.title")}</h2>
            {pending() > 0 && <p class="note decide">{t("enrol.unsent", { n: pending() })}</p>}
            {busy.value && <p class="note info">{t("enrol.busy")}</p>}
            <p class={wrong.value ? "note wrong" : ""} role="alert" data-testid="enrol-wrong">
              {wrong.value}
            </p>
            <p class="quiet">{t("enrol.how")}</p>
            <CameraAct ask={t("enrol.title")} />
            <Field big label={t("enrol.code")} value={typed.value} on={(v) => (typed.value = v)} testid="enrol-code" />
            <Act
              look="main"
              on={() => void begin(CODE.exec(typed.value.replace(/[\s-]/g, ""))?.[1] ?? typed.value)}
              off={busy.value || pending() > 0 || !CODE.test(typed.value.replace(/[\s-]/g, ""))}
              testid="enrol-do"
            >
              {t("enrol.do")}
            </Act>
            {code !== "" && wrong.value && (
              <Act on={() => void begin(code)} testid="enrol-again">
                {t("choice.retry")}
              </Act>
            )}
            <Act on={() => to("#/")} testid="enrol-leave">
              {t("cancel")}
            </Act>
          </>
        )}
      </Main>
    </div>
  );
}

const Done = ({ name, leave }: { name: string; leave: () => void }) => (
  <>
    <section class="empty">
      <Icon name="tick" size={72} />
      <h2 data-testid="enrolled">{t("enrol.done", { name })}</h2>
      <p>{t(theGuard().shared ? "enrol.then_shared" : "enrol.then_own")}</p>
    </section>
    <Act look="main" on={leave} testid="enrol-go">
      {t("enrol.go")}
    </Act>
  </>
);
