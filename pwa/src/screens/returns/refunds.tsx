/** Refunds that were asked for when goods came back: whose, how much, since when; and what became of them. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { refunded, toRefund, type Refund } from "../../domain/returns/refund";
import { makeAnswers, type Answers } from "../../ui/flash";
import { age, called, money } from "../../ui/format";
import { Field } from "../../ui/forms";
import { Act, Empty, LinkRow, useScan } from "../../ui/kit";
import { t, tOr } from "../../ui/lang";
import { tellStray } from "../../ui/meant";
import { Pictures } from "../../ui/photo";
import { act, readScan } from "../../ui/scan";
import { nameOf, rows, underWay } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { customerOf } from "../order/words";

const FEW = 10;

export function Refunds() {
  const answers = useMemo(makeAnswers, []);
  useScan((raw) => tellStray(answers, readScan(raw)));
  const [open, over] = [toRefund(rows()), refunded(rows()).slice(0, FEW)];
  return (
    <Shell title={t("refund.title")} back={["orders"]} answers={answers} wide>
      {open.length === 0 && (
        <Empty icon="tick" title={t("refund.none")}>
          {t("refund.none_why")}
        </Empty>
      )}
      <section class="list" data-testid="refunds">
        {open.map((refund) => (
          <Asked key={refund.task.id} refund={refund} answers={answers} />
        ))}
      </section>
      {over.length > 0 && (
        <section class="group" data-testid="refunds-over">
          <h2>{t("refund.over")}</h2>
          {over.map((refund) => (
            <Over key={refund.task.id} refund={refund} answers={answers} />
          ))}
        </section>
      )}
    </Shell>
  );
}

const titleOf = ({ task, order }: Refund): string =>
  order ? `${order.number} · ${customerOf(order)}` : String(task.params["number"] || "") || t("refund.blind");

const worth = ({ order, amount }: Refund): string =>
  amount === null || !order ? t("refund.no_amount") : money(amount, order.currency);

function Asked({ refund, answers }: { refund: Refund; answers: Answers }) {
  const { task, order, lines, receipt } = refund;
  const refusing = useSignal(false);
  const reason = useSignal("");
  const busy = underWay("returns.refund", "task", task.id);
  const say = async (choice: "refunded" | "refused"): Promise<void> => {
    const body = { task: task.id, choice, ...(choice === "refused" ? { reason: reason.value.trim() } : {}) };
    if (await act(answers, "returns.refund", body, { title: t(`choice.${choice}`) })) refusing.value = false;
  };
  return (
    <article class="card" data-testid="refund" data-code={task.code}>
      <div class="pair">
        <p class="name">{titleOf(refund)}</p>
        <strong class="nums" data-testid="refund-amount">
          {worth(refund)}
        </strong>
      </div>
      <dl class="facts">
        {lines.map((line) => [
          <dt key={line.product}>
            {line.units} × {called(line.product)}
          </dt>,
          <dd key={`${line.product}/worth`}>{line.amount === null || !order ? "–" : money(line.amount, order.currency)}</dd>,
        ])}
      </dl>
      <p class="quiet">
        {t("refund.parts", task.params)} · {t("lead.by", { name: nameOf(task.raised_by) })} ·{" "}
        {t("lead.age", { age: age(task.raised_at) })}
      </p>
      <Pictures delivery={receipt} />
      {refusing.value ? (
        <>
          <Field label={t("refund.why")} value={reason.value} on={(v) => (reason.value = v)} testid="refund-why" />
          <div class="acts">
            <Act on={() => (refusing.value = false)} icon="back">
              {t("back")}
            </Act>
            <Act on={() => say("refused")} look="danger" testid="refund-refused-ok" off={busy || reason.value.trim() === ""}>
              {t("refund.refuse")}
            </Act>
          </div>
        </>
      ) : (
        <div class="acts">
          <Act on={() => say("refunded")} look="main" icon="tick" off={busy} testid="refund-refunded">
            {t("refund.refunded")}
          </Act>
          <Act on={() => (refusing.value = true)} icon="cross" off={busy} testid="refund-refused">
            {t("refund.refuse")}
          </Act>
        </div>
      )}
      {order && (
        <LinkRow to={["orders", "all", order.id]} testid="refund-order">
          <span class="grow">{t("order.number", { number: order.number })}</span>
        </LinkRow>
      )}
    </article>
  );
}

function Over({ refund, answers }: { refund: Refund; answers: Answers }) {
  const { task } = refund;
  const why = String(task.params["why"] ?? "");
  const again = (): Promise<boolean> =>
    act(answers, "returns.refund", { task: task.id, choice: "asked" }, { title: t("choice.asked") });
  return (
    <div class="row" data-testid="refund-over">
      <span class="grow">
        <strong>{titleOf(refund)}</strong>
        <p>{[t("lead.was", { choice: tOr(`choice.${task.settled_as}`), name: nameOf(task.settled_by) }), why].filter(Boolean).join(" · ")}</p>
      </span>
      <Act on={again} icon="undo" off={underWay("returns.refund", "task", task.id)} testid="refund-again">
        {t("lead.unsettle")}
      </Act>
    </div>
  );
}
