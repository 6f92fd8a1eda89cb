/** What is to be counted, in the order of the walk; any other place can be counted too. */

import { toCount, type ToCount } from "../../domain/count/begin";
import { meanings } from "../../domain/meanings";
import { beforeAll, shown, type Seen } from "../../domain/seen";
import type { StockCounted } from "../../generated/rows";
import { CameraAct } from "../../ui/aim";
import type { Answers } from "../../ui/flash";
import { called, placeCode, time } from "../../ui/format";
import { Icon } from "../../ui/icons";
import { Act, LinkRow, useScan } from "../../ui/kit";
import { t, tOr } from "../../ui/lang";
import { go } from "../../ui/route";
import { act, readScan, tellHelp, tellNoCommand, tellWrong } from "../../ui/scan";
import { may, me, rows, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Told } from "../../ui/told";
import { Asking } from "./asking";
import { answers, countingAt } from "./kept";
import { Limits } from "./limits";

export function Counts() {
  useScan((raw) => open(raw, answers));
  const person = me()?.person.id ?? "";
  const waiting = toCount(rows(), warehouse(), person);
  return (
    <Shell title={t("job.count")} back={[]} answers={answers} bar={<CameraAct ask={t("count.scan_place")} />}>
      <section class="step now">
        <p class="what">
          <Icon name="shelf" size={20} />
          {t("count.scan_place")}
        </p>
        <p class="second">{t("count.any_place")}</p>
      </section>
      {countingAt() !== "" && (
        <LinkRow to={["count", placeCode(countingAt())]} testid="count-go-on">
          <Icon name="next" />
          <strong class="grow">{t("count.go_on", { place: placeCode(countingAt()) })}</strong>
        </LinkRow>
      )}
      {waiting.length === 0 && <p class="note info">{t("count.none")}</p>}
      <nav class="list" aria-label={t("job.count")} data-testid="to-count">
        {waiting.map((one) => (
          <Waiting key={one.place} one={one} />
        ))}
      </nav>
      <Told step="count" />
      <Own person={person} answers={answers} />
      {may("stock") && (
        <>
          <Asking answers={answers} />
          <Limits answers={answers} />
        </>
      )}
    </Shell>
  );
}

const Waiting = ({ one: { place, tasks } }: { one: ToCount }) => (
  <LinkRow to={["count", placeCode(place)]} testid="count-row">
    <Icon name="shelf" size={32} />
    <span class="grow">
      <strong>{placeCode(place)}</strong>
      <p>{[...new Set(tasks.map((task) => tOr(`count.why.${task.code}`)))].join(" · ")}</p>
    </span>
    <Icon name="next" />
  </LinkRow>
);

const LAST = 3;

/** What the person counted last: it can be taken back until somebody counts there again. */
function Own({ person, answers }: { person: string; answers: Answers }) {
  const ops = new Map<string, StockCounted[]>();
  const mine = rows().where("stock_count", "by", person).filter(({ stage }) => stage !== "undone");
  for (const row of [...mine].sort((a, b) => b.at - a.at)) ops.set(row.op, [...(ops.get(row.op) ?? []), row]);
  if (ops.size === 0) return null;
  const undo = (op: string, location: string): void =>
    void act(answers, "count.undo", { count: op, location }, { title: t("count.undone", { place: placeCode(location) }) });
  return (
    <section class="list" data-testid="own-counts">
      <h2>{t("count.own")}</h2>
      {[...ops].slice(0, LAST).map(([op, counted]) => (
        <div class="row" key={op}>
          <span class="grow">
            <strong>{placeCode(counted[0]!.location)}</strong> <span class="quiet">{time(counted[0]!.at)}</span>
            {counted.map((row) => (
              <p key={row.id}>
                {called(row.product)}: {t("count.of", { n: row.counted, of: row.expected })} · {t(`count.stage.${row.stage}`)}
              </p>
            ))}
          </span>
          <Act on={() => undo(op, counted[0]!.location)} testid="count-undo">
            {t("pick.undo")}
          </Act>
        </div>
      ))}
    </section>
  );
}

/** The place that a scan means; null if it is none of this building. */
export function placeOf(seen: Seen): string | null {
  const meant = meanings(seen, rows(), warehouse()).find(({ form }) => form === "location");
  const id = `${warehouse()}/${meant?.code ?? ""}`;
  return meant && rows().get("location", id) ? id : null;
}

function open(raw: string, answers: Answers): void {
  const seen = readScan(raw);
  const first = beforeAll(seen);
  if (first?.is === "command") {
    if (first.command === "HELP") return tellHelp(answers, t("count.scan_place"), ["HELP"]);
    return tellNoCommand(answers, first.command, ["HELP"]);
  }
  if (first) return tellWrong(answers, first.code, first.got, "");
  const place = placeOf(seen);
  if (place) go("count", placeCode(place));
  else tellWrong(answers, "want_place", shown(seen), "");
}

