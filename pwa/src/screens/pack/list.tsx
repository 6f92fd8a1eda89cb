/** What waits at the bench. A scan of a tote opens the order in it. */

import { useEffect, useMemo } from "preact/hooks";
import { linesOf, openBy, toPack, unpacked } from "../../domain/pack/bench";
import { narrow } from "../../domain/meanings";
import { makeAnswers, sound } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { CameraAct } from "../../ui/aim";
import { Empty, LinkRow, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { go } from "../../ui/route";
import { meant } from "../../ui/meant";
import { tellHelp, tellNoCommand, tellRepeated, tellWrong } from "../../ui/scan";
import { rows, underWay } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Extras } from "../home/extras";
import { keepFilled } from "./numbers";
import { mainJobs } from "../jobs";

export function PackList() {
  const answers = useMemo(makeAnswers, []);
  useEffect(keepFilled, []);
  useScan((raw) => {
    const verdict = narrow(meant(raw), (seen) => openBy(seen, rows()));
    const next = toPack(rows())[0];
    if (verdict.is === "ask") tellWrong(answers, "nothing_to_pack", raw, "");
    else if (verdict.is === "right") {
      sound("right");
      go("pack", verdict.does.shipment);
    } else if (verdict.is === "wrong") tellWrong(answers, verdict.code, verdict.got, verdict.want, verdict.kind);
    else if (verdict.is === "repeated") tellRepeated(answers, verdict.code);
    else if (verdict.is === "command" && verdict.command === "NEXT" && next) go("pack", next.id);
    else if (verdict.is === "command" && verdict.command === "HELP") tellHelp(answers, t("pack.scan_tote"), ["NEXT"]);
    else tellNoCommand(answers, raw, next ? ["NEXT", "HELP"] : ["HELP"]);
  });
  const waiting = toPack(rows()).filter((s) => !underWay("pack.finish", "shipment", s.id));
  const bar = waiting.length > 0 && (
    <CameraAct ask={t("pack.scan_tote")} sees={(seen) => openBy(seen, rows())} />
  );
  return (
    <Shell title={t("job.pack")} {...(mainJobs().length > 1 ? { back: [] } : {})} answers={answers} bar={bar}>
      {waiting.length === 0 ? (
        <Empty icon="box" title={t("pack.none")}>
          {t("pack.none_why")}
        </Empty>
      ) : (
        <section class="step now">
          <p class="what">
            <Icon name="scan" size={20} />
            {t("pack.list")}: {waiting.length}
          </p>
          <p class="name">{t("pack.scan_tote")}</p>
        </section>
      )}
      <nav class="list" aria-label={t("pack.list")}>
        {waiting.map((shipment) => {
          const lines = linesOf(rows(), shipment.id);
          const totes = rows()
            .where("tote", "shipment", shipment.id)
            .map((tote) => tote.code);
          return (
            <LinkRow key={shipment.id} to={["pack", shipment.id]} testid="shipment-row">
              <span class="grow">
                <strong>{t("order.number", { number: shipment.order_number })}</strong>
                <p>{[t("pack.lines", { n: lines.length }), ...totes].join(" · ")}</p>
              </span>
              <span class="tag nums">
                {t("pack.left", { n: lines.reduce((sum, line) => sum + unpacked(line), 0) })}
              </span>
            </LinkRow>
          );
        })}
      </nav>
      <nav class="list">
        <LinkRow to={["pack", "pallets"]} testid="pallets">
          <Icon name="weight" />
          <strong class="grow">{t("pallet.title")}</strong>
        </LinkRow>
      </nav>
      <Extras />
    </Shell>
  );
}
