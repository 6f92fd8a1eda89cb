/** Stock that a sales person may promise with no network; for a lead or a manager, who holds what. */

import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { rest } from "../../domain/stock/lease";
import type { Lease } from "../../generated/rows";
import { makeAnswers, type Answers } from "../../ui/flash";
import { day, names } from "../../ui/format";
import { newId } from "../../ui/ids";
import { Choice, Field } from "../../ui/forms";
import { Act, Bar, Empty, Stepper } from "../../ui/kit";
import { t } from "../../ui/lang";
import { act, ask } from "../../ui/scan";
import { may, me, nameOf, rows, session, underWay, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";

const SHOWN = 6;
const DEMAND = 6;
const DEMAND_MOST = 500;

export function Leases() {
  const answers = useMemo(makeAnswers, []);
  const open = rows()
    .where("lease", "state", "open")
    .sort((a, b) => a.use_by - b.use_by || (a.id < b.id ? -1 : 1));
  const mine = may("lease");
  return (
    <Shell title={t("job.leases")} back={[]} answers={answers}>
      {open.length === 0 && (
        <Empty icon="shelf" title={t("lease.none")}>
          {t(mine ? "lease.none_why" : "lease.none_held")}
        </Empty>
      )}
      {open.map((lease) => (
        <LeaseCard key={lease.id} lease={lease} answers={answers} />
      ))}
      {mine && <Take answers={answers} />}
    </Shell>
  );
}

function LeaseCard({ lease, answers }: { lease: Lease; answers: Answers }) {
  const [name, other] = names(lease.product);
  const left = rest(lease);
  const over = Date.now() >= lease.use_by;
  const own = lease.person === me()?.person.id;
  const here = own && lease.device === session().deviceId;
  return (
    <article class="card" data-testid="lease" data-product={lease.product}>
      <p class="quiet">{own ? lease.warehouse : `${nameOf(lease.person)} · ${lease.warehouse}`}</p>
      <h2>{name}</h2>
      {other && <p class="quiet">{other}</p>}
      <p class="pair">
        <strong class="nums" data-testid="lease-left">
          {t("lease.left", { n: left, of: lease.quantity })}
        </strong>
        <span class={over ? "tag wrong" : "quiet nums"}>
          {t(over ? "lease.over" : "lease.until", { time: day(lease.use_by) })}
        </span>
      </p>
      <Bar value={left} max={lease.quantity} label={t("lease.left", { n: left, of: lease.quantity })} />
      {own && !here && <p class="quiet">{t("lease.elsewhere")}</p>}
      {here && (
        <Act on={() => void giveBack(lease, answers)} testid="lease-give-back">
          {t("lease.give_back")}
        </Act>
      )}
      {!own && may("lease.reclaim") && (
        <Act
          look="danger"
          on={() => void reclaim(lease, answers)}
          testid="lease-reclaim"
          off={underWay("lease.reclaim", "lease", lease.id)}
        >
          {t("lease.reclaim")}
        </Act>
      )}
    </article>
  );
}

const giveBack = (lease: Lease, answers: Answers): Promise<boolean> =>
  act(answers, "lease.give_back", { lease: lease.id }, { title: t("lease.given_back") });

const reclaim = (lease: Lease, answers: Answers): Promise<boolean> =>
  ask(answers, "lease.reclaim", { lease: lease.id, at_once: true }, { title: t("order.sent"), then: t("lease.reclaimed") });

function Take({ answers }: { answers: Answers }) {
  const text = useSignal("");
  const product = useSignal("");
  const demand = useSignal(DEMAND);
  const house = useSignal(warehouse());
  const wanted = text.value.trim().toLowerCase();
  const found = rows()
    .all("product")
    .filter((one) => wanted !== "" && `${one.id} ${one.name_en} ${one.name_zh}`.toLowerCase().includes(wanted))
    .slice(0, SHOWN);
  const houses = rows().all("warehouse");
  const take = async (): Promise<void> => {
    const body = {
      lease: newId(), device: session().deviceId, person: me()?.person.id ?? "", warehouse: house.value,
      product: product.value, demand: demand.value,
    };
    if (await ask(answers, "lease.grant", body, { title: t("order.sent"), then: t("lease.taken") })) product.value = text.value = "";
  };
  return (
    <section class="card" data-testid="lease-take">
      <h2>{t("lease.take")}</h2>
      <p class="quiet">{t("lease.take_why")}</p>
      {houses.length > 1 && (
        <Choice
          label={t("lease.from")}
          value={house.value}
          of={houses.map((one) => [one.id, one.id] as const)}
          on={(value) => (house.value = value)}
          testid="lease-house"
        />
      )}
      <Field label={t("lease.find")} value={text.value} on={(value) => (text.value = value)} testid="lease-find" />
      {found.length > 0 && (
        <Choice
          label={t("order.item")}
          value={product.value}
          of={found.map((one) => [one.id, names(one.id)[0]] as const)}
          on={(value) => (product.value = value)}
          testid="lease-item"
        />
      )}
      <p>{t("lease.demand")}</p>
      <Stepper
        value={demand.value}
        min={1}
        max={DEMAND_MOST}
        on={(n) => (demand.value = n)}
        label={t("lease.demand")}
      />
      <Act look="main" on={() => void take()} off={product.value === ""} testid="lease-take-do">
        {t("lease.take_do")}
      </Act>
    </section>
  );
}
