/** A batch: all that orders want of a bin is picked as one, then shared out. Who gets how many is the largest thing. */

import { useMemo } from "preact/hooks";
import { isSet } from "../../domain/process/set";
import {
  binsAhead, binsLeft, expectBatch, wantedBy, type BatchStep, type BatchVerdict, type Share, type Sum,
} from "../../domain/pick/batchwalk";
import type { Seen } from "../../domain/seen";
import { names, placeCode } from "../../ui/format";
import { Icon } from "../../ui/icons";
import { t } from "../../ui/lang";
import { today } from "../../ui/scan";
import { rows } from "../../ui/session";
import { ASK, Batching } from "./batching";
import { Back, Over } from "./ends";
import { Rest } from "./rest";
import { Frame, Keys } from "./run";
import { Full, Short } from "./short";
import { Ahead, ItemStep, ShelfStep } from "./stop";
import "./ways.css";

export function Batch({ id }: { readonly id: string }) {
  const batching = useMemo(() => new Batching(id), [id]);
  const step = batching.step();
  const sees = (seen: Seen): BatchVerdict => expectBatch(step, seen, rows(), today());
  return (
    <Frame
      of={batching}
      left={binsLeft(rows(), id)}
      place={"sum" in step ? step.sum.location : ""}
      keys={<Keys of={batching} stop={atBin(step)} tote={step.at === "deal"} ask={t(ASK[step.at])} sees={sees} />}
    >
      <Now batching={batching} step={step} />
    </Frame>
  );
}

const atBin = (step: BatchStep): step is Extract<BatchStep, Sum> => step.at === "shelf" || step.at === "item";

function Now({ batching, step }: { readonly batching: Batching; readonly step: BatchStep }) {
  switch (step.at) {
    case "deal":
      return batching.full.value ? <Full task={step.shares[0]!.task} /> : <Deal shares={step.shares} />;
    case "sort":
      return <Sort shares={step.shares} />;
    case "back":
      return <Back task={step.task} />;
    case "over":
      return <Over run={batching.run} on={() => void batching.handOver()} />;
    default:
      return batching.short.value ? (
        <Short
          task={step.sum}
          on={(...said) => void batching.noteShort(step.sum, ...said)}
          skip={() => void batching.skip(step)}
          pause={() => void batching.pause()}
        />
      ) : (
        <>
          <Bin key={step.sum.id} at={step.at} sum={step.sum} tasks={step.tasks} />
          {step.at === "item" && isSet(rows(), step.sum.warehouse, "pick.units", "keys") && (
            <Rest task={step.sum} on={(raw, units) => void batching.count(step.sum, raw, units)} />
          )}
        </>
      );
  }
}

/** A bin: where, what, how many in all, and how they will be shared out. */
function Bin({ at, sum, tasks }: Sum & { readonly at: "shelf" | "item" }) {
  return (
    <div class="stop" data-testid="stop" data-at={at}>
      <ShelfStep at={at} task={sum} />
      <ItemStep at={at} task={sum} />
      <section class="step">
        <p class="what">
          <Icon name="tote" size={20} />
          {t("batch.then")}
        </p>
        <ul class="gets" data-testid="gets">
          {wantedBy(rows(), tasks).map(({ slot, units }, nth) => (
            <li key={nth}>
              <strong>{units}</strong> › {slot}
            </li>
          ))}
        </ul>
      </section>
      <Ahead places={binsAhead(rows(), sum.run, 3)} last={binsLeft(rows(), sum.run) <= 1} />
    </div>
  );
}

/** Into which slot how many go. */
function Deal({ shares }: { readonly shares: readonly Share[] }) {
  const [next, ...others] = shares;
  const { task, slot, units } = next!;
  return (
    <div class="stop" data-testid="deal">
      <section class="step now deal">
        <p class="what">
          <Icon name="tote" size={20} />
          {t("pick.scan_tote")}
        </p>
        <p class="many" data-testid="deal-units">
          {units}
        </p>
        <p class="into" data-testid="deal-slot">
          <small>{t("batch.slot")}</small> {slot.slot}
        </p>
        <p class={slot.tote ? "tote" : "any"} data-testid="tote">
          {slot.tote ? placeCode(slot.tote) : t("pick.no_tote")}
        </p>
        <p class="second">{t("pick.bind_for", { order: task.order_number })}</p>
      </section>
      <p class="name">{names(task.product)[0]}</p>
      {others.length > 0 && (
        <>
          <p class="quiet">{t("batch.then")}</p>
          <ul class="gets" data-testid="deal-next">
            {others.map((share) => (
              <li key={share.task.id}>
                <strong>{share.units}</strong> › {share.slot.slot}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** All is picked; at the wall each item says whose it is. */
function Sort({ shares }: { readonly shares: readonly Share[] }) {
  const units = shares.reduce((all, share) => all + share.units, 0);
  const products = [...new Set(shares.map(({ task }) => task.product))];
  return (
    <div class="stop" data-testid="sort">
      <section class="step now">
        <p class="what">
          <Icon name="item" size={20} />
          {t("batch.sort")}
        </p>
        <p class="loc" data-testid="sort-units">
          {t("batch.units", { n: units })}
        </p>
        <p class="name">{t("batch.wall")}</p>
      </section>
      <ul class="gets">
        {products.map((product) => (
          <li key={product}>{names(product)[0]}</li>
        ))}
      </ul>
    </div>
  );
}
