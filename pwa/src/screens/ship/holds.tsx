/** What quality keeps here. Everybody sees it; a lead holds and releases. */

import { useSignal, type Signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { LoadHold } from "../../generated/rows";
import { goodsOf } from "../../domain/seen";
import { makeAnswers, sound, type Answers } from "../../ui/flash";
import { called } from "../../ui/format";
import { Field } from "../../ui/forms";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { tellStray } from "../../ui/meant";
import { ask, readScan } from "../../ui/scan";
import { may, nameOf, rows, underWay, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";

export const holdsHere = (): LoadHold[] =>
  rows()
    .where("load_hold", "warehouse", warehouse())
    .filter(({ held }) => held);

export function Holds() {
  const answers = useMemo(makeAnswers, []);
  const [what, lot] = [useSignal(""), useSignal("")];
  useScan((raw) => {
    const seen = readScan(raw);
    const carton = seen.sscc === null ? undefined : rows().where("carton", "sscc", seen.sscc)[0];
    const number = carton?.order_number ?? rows().where("shipment", "order_number", seen.code ?? "")[0]?.order_number;
    const found = number ?? goodsOf(seen, rows())?.product;
    if (!found || !may("settle")) return tellStray(answers, seen);
    [what.value, lot.value] = [found, number ? "" : (seen.lot ?? "")];
    answers.show("right", number ? t("order.number", { number }) : called(found));
    sound("right");
  });
  const holds = holdsHere();
  return (
    <Shell title={t("hold.title")} back={["ship"]} answers={answers}>
      {holds.length === 0 && <Empty icon="tick" title={t("hold.none")} />}
      <section class="list">
        {holds.map((hold) => (
          <Held key={hold.id} hold={hold} answers={answers} />
        ))}
      </section>
      {may("settle") && <HoldForm answers={answers} what={what} lot={lot} />}
    </Shell>
  );
}

function Held({ hold, answers }: { hold: LoadHold; answers: Answers }) {
  const { warehouse: house, shipment, product, lot } = hold;
  const release = (): void => {
    const body = { warehouse: house, shipment, product, lot };
    void ask(answers, "quality.release", body, { title: t("hold.asked"), then: t("hold.released") });
  };
  const number = rows().get("shipment", shipment)?.order_number ?? shipment;
  return (
    <div class="card" data-testid="hold">
      <p class="pair">
        <strong>{shipment ? t("order.number", { number }) : `${called(product)} ${lot}`}</strong>
        <span class="quiet">{nameOf(hold.by)}</span>
      </p>
      <p>{hold.reason}</p>
      {may("settle") && (
        <Act on={release} icon="tick" testid="release-hold" off={underWay("quality.release", "warehouse", house)}>
          {t("hold.release")}
        </Act>
      )}
    </div>
  );
}

/** `what` and `lot` are typed, or come by a scan of a carton, of goods or of an order. */
function HoldForm({ answers, what, lot }: { answers: Answers; what: Signal<string>; lot: Signal<string> }) {
  const reason = useSignal("");
  const named = what.value.trim();
  const shipment = rows()
    .where("shipment", "warehouse", warehouse())
    .find(({ order_number }) => order_number === named);
  const product = shipment ? undefined : rows().get("product", named);
  const hold = (): void => {
    const subject = shipment ? { shipment: shipment.id } : { product: named, lot: lot.value.trim() };
    const body = { warehouse: warehouse(), ...subject, reason: reason.value.trim() };
    [what.value, lot.value, reason.value] = ["", "", ""];
    void ask(answers, "quality.hold", body, { title: t("hold.asked"), then: t("hold.done") });
  };
  return (
    <form class="card" onSubmit={(event) => event.preventDefault()}>
      <Field label={t("hold.what")} value={what.value} on={(v) => (what.value = v)} testid="hold-what" />
      {product && <Field label={t("hold.lot")} value={lot.value} on={(v) => (lot.value = v)} testid="hold-lot" />}
      <Field label={t("hold.why")} value={reason.value} on={(v) => (reason.value = v)} testid="hold-why" />
      <Act on={hold} icon="lock" look="main" testid="hold-do" off={(!shipment && !product) || reason.value.trim() === ""}>
        {t("hold.do")}
      </Act>
    </form>
  );
}
