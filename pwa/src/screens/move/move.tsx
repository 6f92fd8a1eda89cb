/** Put away, move, refill: what is in hand and where it goes, or what waits to be carried. */

import { useEffect, useMemo } from "preact/hooks";
import { keepAwake } from "../../devices/wake";
import type { Stock } from "../../generated/rows";
import { CameraAct } from "../../ui/aim";
import { Choices } from "../../ui/asking";
import { called, placeCode } from "../../ui/format";
import { Icon } from "../../ui/icons";
import { Act, Empty, LinkRow, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { may } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { ToldAtStep } from "../../ui/told";
import { Extras } from "../home/extras";
import { mainJobs } from "../jobs";
import { Carrying } from "./carrying";

export function Move() {
  const at = useMemo(() => new Carrying(), []);
  useEffect(keepAwake, []);
  useScan((raw) => at.scan(raw));
  const hand = at.hand.value;
  const bar = (
    <>
      <Act on={() => void at.undo()} icon="undo" look="tall" testid="undo" off={!hand && !at.last.value}>
        {t("pick.undo")}
      </Act>
      <CameraAct tall ask={t(hand ? "move.scan_place" : "move.scan")} sees={(seen) => at.sees(seen)} />
      {hand && (
        <Act on={() => at.all()} icon="box" look="tall" testid="move-all">
          {t("move.all")}
        </Act>
      )}
    </>
  );
  return (
    <Shell
      title={t("job.move")}
      {...(mainJobs().length > 1 ? { back: [] } : {})}
      answers={at.answers}
      choices={<Choices of={at.asking} />}
      bar={bar}
    >
      <ToldAtStep step="move" answers={at.answers} />
      {hand ? <Hand at={at} /> : <Idle at={at} />}
    </Shell>
  );
}

function Hand({ at }: { at: Carrying }) {
  const hand = at.hand.value;
  if (!hand) return null;
  const to = at.to();
  return (
    <>
      <section class="step">
        <p class="what">{t("move.from", { place: placeCode(at.from()) })}</p>
        <p class="name">
          <span data-testid="in-hand">{hand.units}</span> × {called(hand.product)}
        </p>
        <p class="second">{[hand.product, hand.lot && t("pick.lot", { lot: hand.lot })].filter(Boolean).join(" · ")}</p>
      </section>
      <section class="step now" data-testid="move-step" data-at="place">
        <p class="what">{t("move.scan_place")}</p>
        <p class="loc" data-testid="to">
          {to ? placeCode(to) : t("move.any")}
        </p>
        <p class="second">{t("move.or_any")}</p>
      </section>
    </>
  );
}

function Idle({ at }: { at: Carrying }) {
  const [waiting, low] = [at.waiting(), at.refills()];
  return (
    <>
      <section class="step now" data-testid="move-step" data-at="goods">
        <p class="what">{t("move.scan")}</p>
        <p class="loc" data-testid="from">
          {placeCode(at.from())}
        </p>
      </section>
      {waiting.length > 0 && (
        <section class="list" data-testid="move-waiting">
          {waiting.map((stock) => (
            <Waiting key={stock.id} at={at} stock={stock} />
          ))}
        </section>
      )}
      {low.length > 0 && (
        <section class="list" data-testid="refills">
          <h2>{t("move.refill")}</h2>
          {low.map((refill) => (
            <button type="button" class="row found" key={refill.face.id} onClick={() => at.fetch(refill)} data-testid="refill">
              <Icon name="shelf" size={32} />
              <span class="grow">
                <strong>
                  {placeCode(refill.shelf.location.id)} → {placeCode(refill.face.location)}
                </strong>
                <p>
                  {refill.units} × {called(refill.face.product)}
                </p>
              </span>
              {refill.why === "short" && <span class="tag decide">{t("move.short")}</span>}
            </button>
          ))}
        </section>
      )}
      {waiting.length + low.length === 0 && (
        <Empty icon="shelf" title={t("move.none")}>
          {t("move.none_why")}
        </Empty>
      )}
      {may("stock") && (
        <LinkRow to={["move", "faces"]} testid="to-faces">
          <Icon name="shelf" />
          <span class="grow">{t("face.title")}</span>
          <Icon name="next" />
        </LinkRow>
      )}
      <Extras />
    </>
  );
}

function Waiting({ at, stock }: { at: Carrying; stock: Stock }) {
  const to = at.propose(stock.product);
  return (
    <button type="button" class="row found" onClick={() => at.take(stock)} data-testid="waits" data-product={stock.product}>
      <span class="grow">
        <strong>{called(stock.product)}</strong>
        <p>{[stock.product, stock.lot].filter(Boolean).join(" · ")}</p>
        {to && <p>→ {placeCode(to)}</p>}
      </span>
      <span class="tag nums">{stock.quantity}</span>
    </button>
  );
}
