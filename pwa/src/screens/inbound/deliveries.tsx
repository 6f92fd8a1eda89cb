/** What is expected at the door, those due first; and the way in for what nobody announced. */

import { useMemo } from "preact/hooks";
import { expected, linesOf, sumsOf } from "../../domain/inbound/check";
import { narrow } from "../../domain/meanings";
import { goodsOf, wrong, type Seen, type Verdict } from "../../domain/seen";
import type { Inbound } from "../../generated/rows";
import { makeAnswers } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { newId } from "../../ui/ids";
import { Act, Bar, Empty, LinkRow, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { meant, tellStray } from "../../ui/meant";
import { go } from "../../ui/route";
import { act, readScan, today } from "../../ui/scan";
import { rows, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Extras } from "../home/extras";
import { mainJobs } from "../jobs";

/** The delivery that a scan stands for: its number, or goods that only one of them has. */
function opens(seen: Seen): Verdict<{ readonly inbound: string }> {
  const open = expected(rows(), warehouse());
  const numbered = open.filter((one) => one.number !== "" && one.number.toUpperCase() === (seen.code ?? "").toUpperCase());
  const goods = goodsOf(seen, rows());
  const has = goods ? open.filter((one) => linesOf(rows(), one.id).some((line) => line.product === goods.product)) : [];
  const [only, second] = numbered.length > 0 ? numbered : has;
  return only && !second ? { is: "right", does: { inbound: only.id } } : wrong("not_here", seen.raw);
}

export function Deliveries() {
  const answers = useMemo(makeAnswers, []);
  useScan((raw) => {
    const said = narrow(meant(raw), opens);
    if (said.is !== "right") return tellStray(answers, readScan(raw));
    go("receive", said.does.inbound);
  });
  const open = expected(rows(), warehouse());
  const blind = async (): Promise<void> => {
    const inbound = newId();
    if (await act(answers, "inbound.open", { inbound, warehouse: warehouse() }, { title: t("in.opened") })) go("receive", inbound);
  };
  const bar = (
    <Act on={() => void blind()} icon="plus" look={open.length === 0 ? "main" : "plain"} testid="inbound-open">
      {t("in.open")}
    </Act>
  );
  return (
    <Shell title={t("job.receive")} {...(mainJobs().length > 1 ? { back: [] } : {})} answers={answers} bar={bar}>
      {open.length === 0 && (
        <Empty icon="truck" title={t("in.none")}>
          {t("in.none_why")}
        </Empty>
      )}
      <nav class="list" aria-label={t("job.receive")}>
        {open.map((one) => (
          <Delivery key={one.id} inbound={one} />
        ))}
      </nav>
      <Extras />
    </Shell>
  );
}

export const titleOf = ({ supplier, number }: Inbound): string =>
  [supplier, number].filter(Boolean).join(" · ") || t("in.unannounced");

function Delivery({ inbound }: { inbound: Inbound }) {
  const { received, rejected, expected: units, lacking } = sumsOf(linesOf(rows(), inbound.id));
  const late = inbound.due_on !== null && inbound.due_on < today();
  return (
    <LinkRow to={["receive", inbound.id]} testid="inbound-row">
      <Icon name="truck" size={32} />
      <span class="grow">
        <strong>{titleOf(inbound)}</strong>
        <p>{inbound.announced ? t("in.to_come", { n: lacking }) : t("in.so_far", { n: received })}</p>
        {units > 0 && received + rejected > 0 && <Bar value={received + rejected} max={units} label={t("in.to_come", { n: lacking })} />}
      </span>
      {inbound.due_on && <span class={late ? "tag decide" : "tag"}>{inbound.due_on === today() ? t("in.today") : inbound.due_on}</span>}
    </LinkRow>
  );
}
