/**
 * Practice on the real device: the same walk over a made-up floor. What lies in front of somebody is shown below it, to
 * be scanned by a tap, since nobody has these goods at hand; a printed label of the same code does as well.
 */

import { useEffect } from "preact/hooks";
import { scanned } from "../../devices/wedge";
import { LINE_MS_MOST, RIGHT_PERCENT_LEAST } from "../../domain/people/practice";
import { names, placeCode } from "../../ui/format";
import { Icon, type IconName } from "../../ui/icons";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { me } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { PickRunScreen } from "../pick/run";
import { anew, begin, isOn, judge, leave, result, step } from "./practising";
import "./practice.css";
import type { Result } from "./score";
import { lying, RUN, STOPS, TOTES } from "./shift";

export function Practice() {
  useEffect(() => void begin(), []);
  if (!me() || !isOn.value) return null;
  const found = result.value;
  return (
    <div class="practice" data-testid="practice">
      <section class="band" aria-label={t("practice.title")} data-testid="practice-band">
        <p>
          <span lang="en">PRACTICE – nothing counts</span> · <span lang="zh">练习 – 一概不计</span>
        </p>
        <Act on={() => leave(["device"])} testid="practice-leave">
          {t("practice.leave")}
        </Act>
      </section>
      <div class="walk">{found ? <Score found={found} /> : <PickRunScreen id={RUN} also={judge} />}</div>
      {!found && <Floor />}
    </div>
  );
}

/** What can be scanned where somebody stands. */
function Floor() {
  const now = step();
  const task = now.at === "shelf" || now.at === "item" || now.at === "tote" ? now.task : null;
  const goods = task ? lying(task.sequence, task.picked) : [];
  return (
    <section class="floor" aria-label={t("practice.here")} data-testid="floor">
      <p class="quiet">{task && goods.length === 0 ? t("practice.empty") : t("practice.here")}</p>
      <ul>
        {task &&
          nearby(task.sequence).map((place) => (
            <Lies key={place} raw={`L-${place}`} says={place} icon="shelf" testid={`lies-${place}`} />
          ))}
        {goods.map(({ product, raw, damaged }) => (
          <Lies
            key={raw}
            raw={raw}
            icon="item"
            says={damaged ? `${names(product)[0]}: ${t("practice.torn")}` : names(product)[0]}
            testid={damaged ? "lies-torn" : `lies-${product}`}
          />
        ))}
        {TOTES.map((tote) => (
          <Lies key={tote} raw={tote} says={placeCode(tote)} icon="tote" testid={`lies-${tote}`} />
        ))}
      </ul>
    </section>
  );
}

/** The place of a stop and the one beside it, always in the order of the aisle. */
const nearby = (sequence: number): string[] => {
  const first = Math.min(sequence, STOPS.length - 1) - 1;
  return STOPS.slice(first, first + 2).map(({ place }) => place);
};

const Lies = ({ raw, says, icon, testid }: { raw: string; says: string; icon: IconName; testid: string }) => (
  <li>
    <Act on={() => scanned(raw)} icon={icon} testid={testid}>
      {says}
    </Act>
  </li>
);

function Score({ found }: { found: Result }) {
  const { right, scans, lineMs } = found;
  return (
    <Shell title={t("practice.title")}>
      <section class="card" data-testid="practice-score" data-certified={found.certified}>
        <h2>
          <Icon name={found.certified ? "tick" : "twice"} /> {t(found.certified ? "practice.good" : "practice.more")}
        </h2>
        <p>{t("practice.right", { right, scans, least: RIGHT_PERCENT_LEAST })}</p>
        <p>{t("practice.pace", { s: Math.round(lineMs / 1000), most: LINE_MS_MOST / 1000 })}</p>
        <p class="quiet">{t("practice.kept")}</p>
      </section>
      <Act on={() => void anew()} look="main" testid="practice-again">
        {t("practice.again")}
      </Act>
    </Shell>
  );
}
