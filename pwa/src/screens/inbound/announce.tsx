/** A delivery is announced by hand: from whom, when, and what of it, by scan or by name. */

import { signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { add, announcement, blank, change, remove, type Announced } from "../../domain/inbound/announce";
import { search } from "../../domain/look/find";
import { narrow } from "../../domain/meanings";
import { goodsOf, shown, wrong, type Seen, type Verdict } from "../../domain/seen";
import { CameraAct } from "../../ui/aim";
import { makeAnswers, sound } from "../../ui/flash";
import { called } from "../../ui/format";
import { Choice, Field } from "../../ui/forms";
import { Icon } from "../../ui/icons";
import { newId } from "../../ui/ids";
import { Act, useScan } from "../../ui/kit";
import { lang, t } from "../../ui/lang";
import { meant } from "../../ui/meant";
import { ask, tellWrong } from "../../ui/scan";
import { me, rows, status, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";

const FOUND_MOST = 6;
const KEY = "tote.announce";

/** What is being written outlives a look elsewhere, and an app that was closed. */
const kept = signal<{ readonly person: string; readonly draft: Announced } | null>(read());

function read(): { readonly person: string; readonly draft: Announced } | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null") as { person: string; draft: Announced } | null;
  } catch {
    return null;
  }
}

function keep(draft: Announced | null): void {
  kept.value = draft && { person: me()?.person.id ?? "", draft };
  if (kept.value) localStorage.setItem(KEY, JSON.stringify(kept.value));
  else localStorage.removeItem(KEY);
}

function current(): Announced {
  const now = kept.value;
  const isMine = now !== null && now.person === me()?.person.id;
  // One that was sent as the app was closed has come in under the same id.
  const isOver = isMine && rows().get("inbound", now.draft.inbound) !== undefined;
  return isMine && !isOver ? now.draft : blank("", warehouse());
}

/** Goods, and nothing else. */
function sees(seen: Seen): Verdict<{ readonly product: string; readonly units: number }> {
  const goods = seen.error === null ? goodsOf(seen, rows()) : null;
  return goods ? { is: "right", does: goods } : wrong(seen.error === null ? "unknown_code" : "unreadable", shown(seen));
}

export function Announce() {
  const answers = useMemo(makeAnswers, []);
  const text = useSignal("");
  const draft = current();
  const set = (next: Announced): void => keep(next.inbound ? next : { ...next, inbound: newId() });
  const name = (product: string, units: number): void => {
    set(add(current(), product, units));
    text.value = "";
    answers.show("right", t("in.taken", { n: units, product: called(product) }));
    sound("right");
  };
  useScan((raw) => {
    const said = narrow(meant(raw), sees);
    if (said.is === "right") name(said.does.product, said.does.units);
    else if (said.is === "wrong") tellWrong(answers, said.code, said.got, "");
  });
  const body = announcement(draft);
  const away = status() === "offline";
  const send = async (): Promise<void> => {
    if (!body) return;
    const then = t("ann.done", { number: body.number });
    if (await ask(answers, "inbound.announce", body, { title: t("ann.do"), then })) keep(null);
  };
  const found = search(text.value, rows(), draft.warehouse, rows().all("product").length).filter(({ is }) => is === "product");
  const bar = (
    <>
      <CameraAct ask={t("ann.add")} sees={sees} />
      <Act on={send} look="main" icon="tick" testid="announce-do" off={body === null || away}>
        {t("ann.do")}
      </Act>
    </>
  );
  return (
    <Shell title={t("ann.title")} back={["orders"]} answers={answers} bar={bar}>
      {away && (
        <p class="note decide" role="status" data-testid="announce-away">
          {t("failed.offline")}
        </p>
      )}
      <Head draft={draft} set={set} />
      <section class="list">
        <h2>{t("ann.lines")}</h2>
        <Field label={t("ann.add")} scans value={text.value} on={(v) => (text.value = v)} testid="announce-find" />
        {found.slice(0, FOUND_MOST).map(({ id }) => (
          <button type="button" class="row found" key={id} onClick={() => name(id, 1)} data-testid="announce-found">
            <span class="grow">
              {called(id)} · {id}
            </span>
            <Icon name="plus" />
          </button>
        ))}
        {draft.lines.map(({ product, units }) => (
          <div class="row" key={product} data-testid="announce-line" data-product={product}>
            <span class="grow">
              <strong>{called(product)}</strong>
              <p>{product}</p>
            </span>
            <Field label={t("ann.units")} figures value={units} on={(v) => set(change(draft, product, v))} testid="announce-units" />
            <button type="button" class="act plain" onClick={() => set(remove(draft, product))} aria-label={t("delete")} data-testid="announce-remove">
              <Icon name="cross" />
            </button>
          </div>
        ))}
      </section>
    </Shell>
  );
}

function Head({ draft, set }: { draft: Announced; set: (next: Announced) => void }) {
  const houses = rows().all("warehouse");
  return (
    <section class="list">
      {houses.length > 1 && (
        <Choice
          label={t("ann.house")}
          value={draft.warehouse}
          of={houses.map((row) => [row.id, lang.value === "zh" ? row.name_zh : row.name_en] as const)}
          on={(house) => set({ ...draft, warehouse: house })}
          testid="announce-house"
        />
      )}
      <Field label={t("ann.supplier")} value={draft.supplier} on={(v) => set({ ...draft, supplier: v })} testid="announce-supplier" />
      <Field label={t("ann.number")} value={draft.number} on={(v) => set({ ...draft, number: v })} testid="announce-number" />
      <label class="field">
        <span>{t("ann.due")}</span>
        <input
          type="date"
          value={draft.due}
          onInput={(event) => set({ ...draft, due: event.currentTarget.value })}
          data-testid="announce-due"
        />
      </label>
    </section>
  );
}
