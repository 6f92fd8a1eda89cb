/** A new badge for somebody: printed at once, and never shown again. The first PIN is on the part that is torn off. */

import { useSignal } from "@preact/signals";
import { render } from "preact";
import type { Person } from "../../generated/rows";
import { Act } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { printOnly } from "../../ui/paper";
import { Qr } from "../../ui/qr";
import { NoNetwork, postJson, Refusal } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { MARK } from "../../vault/badge";

interface Made {
  readonly badge: string;
  readonly pin: string;
}

export function Badge({ person }: { person: Person }) {
  const [made, busy, wrong] = [useSignal<Made | null>(null), useSignal(false), useSignal("")];
  const issue = async (): Promise<void> => {
    [busy.value, wrong.value] = [true, ""];
    try {
      made.value = await postJson<Made>("/api/auth/badges", { person: person.id });
    } catch (failed) {
      if (failed instanceof NoNetwork) wrong.value = t("failed.offline");
      else if (failed instanceof Refusal) wrong.value = failed.body[lang.value];
      else throw failed;
    } finally {
      busy.value = false;
    }
  };
  const now = made.value;
  const bar = now ? (
    <Act look="main" icon="print" on={() => print(person, now)} testid="badge-print">
      {t("badge.print")}
    </Act>
  ) : (
    <Act look="main" on={() => void issue()} off={busy.value} testid="badge-make">
      {t("badge.make")}
    </Act>
  );
  return (
    <Shell title={t("badge.of", { name: person.name })} back={["people"]} bar={bar}>
      <p class={wrong.value ? "note wrong" : ""} role="alert">
        {wrong.value}
      </p>
      {now ? (
        <>
          <p class="note decide">{t("badge.once")}</p>
          <Sheet person={person} made={now} />
        </>
      ) : (
        <p class="note info">{t("badge.why", { name: person.name })}</p>
      )}
    </Shell>
  );
}

const print = (person: Person, made: Made): void =>
  void printOnly(
    (page) => render(<Sheet person={person} made={made} />, page),
    (page) => render(null, page),
  );

/** The badge, and below it the part with the PIN. In both languages: who finds it may read either. */
const Sheet = ({ person, made }: { person: Person; made: Made }) => (
  <section class="sheet" data-testid="badge-sheet">
    <div class="badge">
      <h2>{person.name}</h2>
      <Qr text={MARK + made.badge} label={t("badge.qr", { name: person.name })} />
      <p>Tote</p>
    </div>
    <div class="tear">
      <p>
        {person.name}: first PIN <span lang="zh-CN">首次密码</span>
      </p>
      <p class="pin-shown" data-testid="first-pin">
        {made.pin}
      </p>
      <p>Scan your badge, type this PIN, then choose your own. Tear this part off and destroy it.</p>
      <p lang="zh-CN">扫描工牌，输入此密码，然后设置自己的密码。请撕下并销毁此联。</p>
    </div>
  </section>
);
