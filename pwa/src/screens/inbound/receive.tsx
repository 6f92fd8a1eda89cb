/** One delivery at the door. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import { linesOf, sumsOf } from "../../domain/inbound/check";
import { lackingOf } from "../../domain/inbound/lines";
import type { Inbound, InboundLine } from "../../generated/rows";
import { CameraAct } from "../../ui/aim";
import { Choices } from "../../ui/asking";
import { called, placeCode } from "../../ui/format";
import { Choice, Field, Keypad } from "../../ui/forms";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { Pictures, PhotoAct } from "../../ui/photo";
import { rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { ToldAtStep } from "../../ui/told";
import { titleOf } from "./deliveries";
import { REASONS, type Reason } from "./reasons";
import { Receiving } from "./receiving";

export function Receive({ id }: { id: string }) {
  const at = useMemo(() => new Receiving(id), [id]);
  useEffect(keepAwake, []);
  useScan((raw) => at.scan(raw));
  const inbound = at.inbound();
  if (inbound?.stage !== "open") {
    return (
      <Shell title={t("job.receive")} back={["receive"]} answers={at.answers}>
        <Empty icon="truck" title={t("in.gone")} />
        <Pictures delivery={id} />
      </Shell>
    );
  }
  return (
    <Shell
      title={inbound.number || titleOf(inbound)}
      back={["receive"]}
      answers={at.answers}
      choices={<Choices of={at.asking} />}
      bar={!at.asksLot.value && <Acts at={at} />}
    >
      <ToldAtStep step="receive" answers={at.answers} place={at.place()} />
      <Step at={at} inbound={inbound} />
      {at.asksLot.value ? <LotForm at={at} key={at.asksLot.value.raw} /> : <Work at={at} />}
    </Shell>
  );
}

function Acts({ at }: { at: Receiving }) {
  if (at.more.value !== null) {
    const packs = Number(at.more.value);
    return (
      <>
        <Act on={() => (at.more.value = null)} icon="back">
          {t("back")}
        </Act>
        <Act on={() => void at.again(packs)} look="main" icon="plus" testid="more-ok" off={!(packs > 0)}>
          {t("in.add", { n: packs })}
        </Act>
      </>
    );
  }
  const rejecting = at.rejecting.value !== null;
  const full = sumsOf(linesOf(rows(), at.inbound()?.id ?? "")).lacking === 0;
  return (
    <>
      <Act on={() => void at.undo()} icon="undo" look="tall" testid="undo" off={!at.last.value}>
        {t("pick.undo")}
      </Act>
      <CameraAct tall ask={t(rejecting ? "in.scan_reject" : "in.scan")} sees={(seen) => at.sees(seen)} />
      {rejecting ? (
        <Act on={() => (at.rejecting.value = null)} icon="back" look="main" testid="reject-end">
          {t("in.reject_end")}
        </Act>
      ) : (
        <Act on={() => at.close()} icon="tick" look={full ? "main" : "tall"} testid="inbound-close">
          {t("in.close")}
        </Act>
      )}
    </>
  );
}

/** What to do now, and how far it is. */
function Step({ at, inbound }: { at: Receiving; inbound: Inbound }) {
  const { expected, received } = sumsOf(linesOf(rows(), inbound.id));
  const reason = at.rejecting.value;
  const ask = reason === "ask" ? t("in.why") : reason ? t("in.scan_reject") : at.asksLot.value ? t("in.ask_lot") : t("in.scan");
  return (
    <section class="step now" data-testid="in-step" data-place={at.place()}>
      <p class="what">{ask}</p>
      <p class="loc nums">
        <span data-testid="received">{received}</span>
        {inbound.announced && ` / ${expected}`}
      </p>
      <p class="second">{t("in.to", { place: placeCode(at.place()) })}</p>
    </section>
  );
}

function Work({ at }: { at: Receiving }) {
  if (at.more.value !== null) return <Keypad value={at.more.value} on={(value) => (at.more.value = value)} />;
  const { rejecting } = at;
  return (
    <>
      {rejecting.value !== null ? (
        <>
          <Choice
            label={t("in.why")}
            value={rejecting.value}
            of={REASONS.map((reason) => [reason as Reason | "ask", t(`in.reason.${reason}`)] as const)}
            on={(reason) => (rejecting.value = reason)}
            testid="reason"
          />
          <div class="pairs">
            <More at={at} />
            <PhotoAct answers={at.answers} about={at.shows()} />
          </div>
        </>
      ) : (
        <div class="pairs">
          <More at={at} />
          <Act on={() => (rejecting.value = "ask")} icon="cross" testid="reject">
            {t("in.reject")}
          </Act>
        </div>
      )}
      <section class="list" data-testid="in-lines">
        {linesOf(rows(), at.inbound()?.id ?? "").map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </section>
      <Pictures delivery={at.inbound()?.id ?? ""} />
    </>
  );
}

const More = ({ at }: { at: Receiving }) => (
  <Act on={() => (at.more.value = "")} icon="plus" testid="more" off={!at.last.value}>
    {t("in.more")}
  </Act>
);

function Line({ line }: { line: InboundLine }) {
  const [lacking, over] = [lackingOf(line), line.received - line.expected];
  return (
    <div class="row" data-testid="in-line" data-product={line.product} data-received={line.received}>
      <span class="grow">
        <strong>{called(line.product)}</strong>
        <p>
          {line.product}
          {line.rejected > 0 && ` · ${t("in.rejected_n", { n: line.rejected })}`}
        </p>
      </span>
      <span class={over > 0 && line.expected > 0 ? "tag decide" : lacking === 0 ? "tag good" : "tag"}>
        {line.expected > 0 ? `${line.received} / ${line.expected}` : line.received}
      </span>
    </div>
  );
}

/** A lot, and its date, for goods whose label has none. A label that has them may be scanned as well. */
function LotForm({ at }: { at: Receiving }) {
  const goods = at.asksLot.value;
  const [lot, expiry] = [useSignal(""), useSignal("")];
  if (!goods) return null;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (lot.value.trim()) void at.take(goods, 1, lot.value.trim(), expiry.value);
  };
  return (
    <form class="card" onSubmit={submit} data-testid="lot-form">
      <h2>{called(goods.product)}</h2>
      <Field label={t("in.lot")} value={lot.value} on={(value) => (lot.value = value)} testid="lot" scans />
      <label class="field">
        <span>{t("in.expiry")}</span>
        <input
          type="date"
          value={expiry.value}
          onInput={(event) => (expiry.value = event.currentTarget.value)}
          data-testid="expiry"
        />
      </label>
      <div class="acts">
        <Act on={() => void at.take(goods)} testid="no-lot">
          {t("in.no_lot")}
        </Act>
        <button type="submit" class="act main" data-testid="lot-ok" disabled={lot.value.trim() === ""}>
          {t("in.take")}
        </button>
      </div>
    </form>
  );
}
