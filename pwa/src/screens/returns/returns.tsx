/** Returns that are begun; a label or goods begin another. */

import { useMemo } from "preact/hooks";
import { begun, begunWith, isParcel, linesOf, sumsOf } from "../../domain/returns/check";
import { narrow } from "../../domain/meanings";
import { goodsOf, wrong, type Seen, type Verdict } from "../../domain/seen";
import type { ReturnReceipt } from "../../generated/rows";
import { CameraAct } from "../../ui/aim";
import { makeAnswers } from "../../ui/flash";
import { Icon } from "../../ui/icons";
import { newId } from "../../ui/ids";
import { Act, Empty, LinkRow, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { meant, tellStray } from "../../ui/meant";
import { go } from "../../ui/route";
import { act, readScan } from "../../ui/scan";
import { rows, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Extras } from "../home/extras";
import { mainJobs } from "../jobs";
import { carryIn } from "./returning";

type Opens = { readonly receipt: string } | { readonly label: string } | { readonly goods: string };

/** The return that a scan stands for, or begins. */
function opens(seen: Seen): Verdict<Opens> {
  const goods = isParcel(seen, rows()) ? null : goodsOf(seen, rows());
  if (goods) return { is: "right", does: { goods: seen.raw } };
  if (!isParcel(seen, rows())) return wrong("not_here", seen.raw);
  const there = begunWith(seen, rows(), warehouse());
  return { is: "right", does: there ? { receipt: there.id } : { label: seen.raw } };
}

export const titleOf = ({ number }: ReturnReceipt): string => number || t("ret.blind");

export function Returns() {
  const answers = useMemo(makeAnswers, []);
  const begin = async (raw: string | null): Promise<void> => {
    const receipt = newId();
    const body = { receipt, warehouse: warehouse(), ...(raw ? { raw } : {}) };
    if (await act(answers, "returns.open", body, { title: t("ret.opened") })) go("returns", receipt);
  };
  useScan((raw) => {
    const said = narrow(meant(raw), opens);
    if (said.is !== "right") return tellStray(answers, readScan(raw));
    if ("receipt" in said.does) return go("returns", said.does.receipt);
    if ("label" in said.does) return void begin(said.does.label);
    carryIn(said.does.goods);
    return void begin(null);
  });
  const open = begun(rows(), warehouse());
  const bar = (
    <>
      <CameraAct tall ask={t("ret.scan_any")} sees={opens} />
      <Act on={() => void begin(null)} icon="plus" look={open.length === 0 ? "main" : "tall"} testid="return-open">
        {t("ret.open")}
      </Act>
    </>
  );
  return (
    <Shell title={t("job.returns")} {...(mainJobs().length > 1 ? { back: [] } : {})} answers={answers} bar={bar}>
      {open.length === 0 && (
        <Empty icon="undo" title={t("ret.none")}>
          {t("ret.none_why")}
        </Empty>
      )}
      <nav class="list" aria-label={t("job.returns")}>
        {open.map((one) => (
          <Begun key={one.id} receipt={one} />
        ))}
      </nav>
      <Extras />
    </Shell>
  );
}

function Begun({ receipt }: { receipt: ReturnReceipt }) {
  const { returned, expected } = sumsOf(linesOf(rows(), receipt.id));
  return (
    <LinkRow to={["returns", receipt.id]} testid="return-row">
      <Icon name="undo" size={32} />
      <span class="grow">
        <strong>{titleOf(receipt)}</strong>
        <p>{expected > 0 ? t("ret.of", { n: returned, all: expected }) : t("ret.so_far", { n: returned })}</p>
      </span>
    </LinkRow>
  );
}
