/** What this device keeps: acts on their way, and those that somebody has to look at. Nothing here is ever lost. */

import { useMemo } from "preact/hooks";
import { makeAnswers } from "../../ui/flash";
import { time } from "../../ui/format";
import { Act, Empty } from "../../ui/kit";
import { said, t, tOr } from "../../ui/lang";
import { go } from "../../ui/route";
import { leave } from "../../ui/door";
import { act } from "../../ui/scan";
import { besides as photos, settle, tray, trouble, unsent, type TrayItem } from "../../ui/session";
import { bundles } from "../../sync/tray";
import { Shell } from "../../ui/shell";
import { sendAgain } from "./again";

const kindName = (kind: string): string => tOr(`kind.${kind}`);

export function Kept() {
  const answers = useMemo(makeAnswers, []);
  const [waiting, need] = [unsent(), tray()];
  return (
    <Shell title={t("job.kept")} back={[]} answers={answers}>
      {trouble() === "sign_in" && (
        <Act look="main" on={() => void leave()} testid="sign-in-again">
          {t("pill.sign_in")}
        </Act>
      )}
      {trouble() === "storage" && (
        <section class="note wrong" role="alert" data-testid="stop-storage">
          <h2>{t("pill.storage")}</h2>
          <p>{t("kept.stop_why")}</p>
          <p>{t("kept.stop_do")}</p>
        </section>
      )}
      {trouble() === "update" && (
        <p class="note decide" data-testid="stop-update">
          {t("kept.update_why")}
        </p>
      )}
      {waiting.length + need.length + photos.value === 0 && trouble() !== "storage" && (
        <Empty icon="tick" title={t("kept.sent")}>
          {t("kept.sent_why")}
        </Empty>
      )}
      {photos.value > 0 && (
        <p class="note info" data-testid="kept-photos">
          {t("kept.photos", { n: photos.value })}
        </p>
      )}
      {need.length > 0 && (
        <section class="list" data-testid="tray">
          <h2>{t("kept.need")}</h2>
          {bundles(need).map((bundle) => (
            <Need key={bundle[0]!.id} bundle={bundle} on={(choice) => void choose(bundle, choice)} />
          ))}
        </section>
      )}
      {waiting.length > 0 && (
        <section class="list" data-testid="waiting">
          <h2>
            {t("kept.waiting")}: {waiting.length}
          </h2>
          <p class="quiet">{t("kept.safe")}</p>
          {[...waiting]
            .reverse()
            .slice(0, SHOWN)
            .map((op) => (
              <p class="row" key={op.n}>
                <span class="grow">{kindName(op.kind)}</span>
                <span class="quiet nums">
                  {t("kept.n", { n: op.n })} · {time(op.wall)}
                </span>
              </p>
            ))}
        </section>
      )}
    </Shell>
  );

  async function choose(bundle: readonly TrayItem[], choice: string): Promise<void> {
    const item = bundle[0]!;
    if (choice === "send_again") return sendAgain(answers, bundle);
    const body = item.body as Record<string, string>;
    if (choice === "take_over")
      await act(answers, "pick.claim", { run: body["run"] ?? "", take_over: true }, { title: t("pick.take_over") });
    if (choice === "backorder")
      await act(
        answers,
        "order.approve",
        { order: body["order"] ?? "", short: "backorder" },
        { title: t("order.sent") },
      );
    for (const one of bundle) await settle(one.n, choice);
    if (choice === "open_refunds") go("refunds");
    if (choice === "other_run" || choice === "take_over") go("pick");
  }
}
const SHOWN = 100;

const out = (name: string): string => tOr(`out.${name}`);

/** Acts that nobody has any more: which ones, who was told, and what the person can do about it. */
function Lost({ item, on }: { item: TrayItem; on: (choice: string) => void }) {
  const { units = 0, from_n = 0, to_n = 0 } = item.params ?? {};
  return (
    <article class="card" data-testid="tray-item" data-code={item.code}>
      <p class="pair">
        <span class="tag wrong">{t("kept.lost")}</span>
        <span class="quiet nums">{time(item.wall)}</span>
      </p>
      <p class="name">{t("kept.lost_what", { n: units })}</p>
      <p class="nums">
        {t("kept.n", { n: from_n })}
        {from_n !== to_n && ` – ${t("kept.n", { n: to_n })}`}
      </p>
      <p>{t("kept.lost_do")}</p>
      <div class="acts">
        <Act on={() => on("seen")} testid="tray-seen">
          {t("choice.seen")}
        </Act>
      </div>
    </article>
  );
}

function Need({ bundle, on }: { bundle: readonly TrayItem[]; on: (choice: string) => void }) {
  const [item, ...fallen] = bundle as readonly [TrayItem, ...TrayItem[]];
  if (item.code === "storage_lost") return <Lost item={item} on={on} />;
  const choices = item.choices?.length ? item.choices : ["ok"];
  return (
    <article class="card" data-testid="tray-item" data-code={item.code}>
      <p class="pair">
        <span class={item.out === "refused" ? "tag wrong" : "tag decide"}>{kindName(item.kind)}</span>
        <span class="quiet nums">{time(item.wall)}</span>
      </p>
      <p class="name">{said(item.kind, item.code ?? item.out, item.params ?? {})}</p>
      {item.promised && (
        <p class="note decide" data-testid="promise-changed">
          {said(null, "promise_changed", { was: out(item.promised.out), now: out(item.out) })}
        </p>
      )}
      {fallen.length > 0 && <p class="quiet">{t("kept.fell")}</p>}
      {fallen.map((one) => (
        <p class="pair" key={one.id} data-testid="tray-fallen">
          <span class="tag wrong">{kindName(one.kind)}</span>
          <span class="quiet nums">{time(one.wall)}</span>
        </p>
      ))}
      <div class="acts">
        {choices.map((choice) => (
          <Act key={choice} on={() => on(choice)} testid={`tray-${choice}`}>
            {tOr(`choice.${choice}`)}
          </Act>
        ))}
      </div>
    </article>
  );
}
