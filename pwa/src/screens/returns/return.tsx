/** One return: what is in hand and what becomes of it, or what has come back so far. */

import { useEffect, useMemo } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import { linesOf, sumsOf } from "../../domain/returns/check";
import { overOf, returnedOf } from "../../domain/returns/lines";
import type { ReturnLine } from "../../generated/rows";
import { CameraAct } from "../../ui/aim";
import { Choices } from "../../ui/asking";
import { called, placeCode } from "../../ui/format";
import { Choice } from "../../ui/forms";
import { Icon } from "../../ui/icons";
import { Act, Empty, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { Pictures, PhotoAct } from "../../ui/photo";
import { rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { ToldAtStep } from "../../ui/told";
import { REASONS, Returning } from "./returning";
import { titleOf } from "./returns";

export function Return({ id }: { id: string }) {
  const at = useMemo(() => new Returning(id), [id]);
  useEffect(keepAwake, []);
  useScan((raw) => at.scan(raw));
  const receipt = at.receipt();
  if (receipt?.stage !== "open") {
    return (
      <Shell title={t("job.returns")} back={["returns"]} answers={at.answers}>
        <Empty icon="undo" title={t("ret.gone")} />
      </Shell>
    );
  }
  const hand = at.hand.value;
  const bar = (
    <>
      <Act on={() => void at.undo()} icon="undo" look="tall" testid="undo" off={!hand && !at.last.value}>
        {t("pick.undo")}
      </Act>
      <CameraAct tall ask={t(hand ? "ret.scan_place" : "ret.scan")} sees={(seen) => at.sees(seen)} />
      {!hand && (
        <Act on={() => void at.close()} icon="tick" look="tall" testid="return-close">
          {t("ret.close")}
        </Act>
      )}
    </>
  );
  return (
    <Shell title={titleOf(receipt)} back={["returns"]} answers={at.answers} choices={<Choices of={at.asking} />} bar={bar}>
      <ToldAtStep step="returns" answers={at.answers} />
      {hand ? <Hand at={at} /> : <Idle at={at} />}
    </Shell>
  );
}

function Hand({ at }: { at: Returning }) {
  const hand = at.hand.value;
  if (!hand) return null;
  const lot = hand.lot || hand.goods.lot;
  const to = at.to();
  return (
    <>
      <section class="step">
        <p class="name">
          <span data-testid="in-hand">{at.units()}</span> × {called(hand.goods.product)}
        </p>
        <p class="second">{[hand.goods.product, lot && t("pick.lot", { lot })].filter(Boolean).join(" · ")}</p>
        {at.lotless() && <p class="what">{t("ret.ask_lot")}</p>}
      </section>
      <section class="step now" data-testid="return-step" data-at="what">
        <p class="what">
          <Icon name="shelf" /> {t("ret.scan_place")}
        </p>
        <p class="loc" data-testid="to">
          {to ? placeCode(to) : t("ret.any")}
        </p>
        <p class="second">{t("ret.or_any")}</p>
      </section>
      <section class="acts two" aria-label={t("ret.what")}>
        <Act on={() => void at.aside("quarantine")} icon="lock" testid="quarantine">
          {t("ret.quarantine")}
        </Act>
        <Act on={() => void at.aside("scrap")} icon="cross" testid="scrap">
          {t("ret.scrap")}
        </Act>
      </section>
      <Choice
        label={t("ret.why")}
        value={at.reason.value}
        of={REASONS.map((reason) => [reason, t(`ret.reason.${reason}`)] as const)}
        on={(reason) => (at.reason.value = reason)}
        testid="why"
      />
      <PhotoAct answers={at.answers} about={at.shows()} />
    </>
  );
}

function Idle({ at }: { at: Returning }) {
  const lines = linesOf(rows(), at.receipt()?.id ?? "");
  const { returned, expected } = sumsOf(lines);
  return (
    <>
      <section class="step now" data-testid="return-step" data-at="goods">
        <p class="what">{t("ret.scan")}</p>
        <p class="loc nums">
          <span data-testid="returned">{returned}</span>
          {expected > 0 && ` / ${expected}`}
        </p>
      </section>
      <section class="list" data-testid="return-lines">
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </section>
      {lines.length > 0 && <PhotoAct answers={at.answers} about={at.shows()} />}
      <Pictures delivery={at.receipt()?.id ?? ""} />
    </>
  );
}

function Line({ line }: { line: ReturnLine }) {
  const parts = [
    line.restocked > 0 && `${t("ret.restock")} ${line.restocked}`,
    line.quarantined > 0 && `${t("ret.quarantine")} ${line.quarantined}`,
    line.scrapped > 0 && `${t("ret.scrap")} ${line.scrapped}`,
  ];
  const returned = returnedOf(line);
  return (
    <div class="row" data-testid="return-line" data-product={line.product} data-returned={returned}>
      <span class="grow">
        <strong>{called(line.product)}</strong>
        <p>{parts.filter(Boolean).join(" · ") || line.product}</p>
      </span>
      <span class={line.expected > 0 && overOf(line) > 0 ? "tag decide" : "tag"}>
        {line.expected > 0 ? `${returned} / ${line.expected}` : returned}
      </span>
    </div>
  );
}
