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
import { me, rows } from "../../ui/session";
import { Shell } from "../../ui/shell";
import { Receive } from "../inbound/receive";
import { PickRunScreen } from "../pick/run";
import { DELIVERY } from "./delivery";
import { anew, begin, isOn, judge, leave, pieces, result, step, touch, type Practised } from "./practising";
import "./practice.css";
import type { Result } from "./score";
import { lying, RUN, STOPS, TOTES } from "./shift";

export function Practice({ job }: { job: Practised }) {
  useEffect(() => void begin(job), []);
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
      <div class="walk">{found ? <Score found={found} job={job} /> : job === "receive" ? <Receive id={DELIVERY} /> : <PickRunScreen id={RUN} also={judge} />}</div>
      {!found && (job === "receive" ? <Door /> : <Floor />)}
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

/** More would leave no room for the work above them. */
const IN_FRONT = 3;

/** What still lies on the pallet at the door, as far as it can be reached. */
function Door() {
  rows(); // what is done to a piece is seen by the rows
  const left = pieces().slice(0, IN_FRONT);
  return (
    <section class="floor" aria-label={t("practice.here")} data-testid="floor">
      <p class="quiet">{t(left.length === 0 ? "practice.empty" : "practice.here")}</p>
      <ul>
        {left.map((piece) => (
          <Lies
            key={piece.product + piece.is}
            raw={piece.raw}
            says={piece.is === "fit" ? names(piece.product)[0] : `${names(piece.product)[0]}: ${t(`practice.${piece.is}`)}`}
            icon="item"
            testid={piece.is === "fit" ? `lies-${piece.product}` : `lies-${piece.is}`}
            before={() => touch(piece)}
          />
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

interface LiesProps {
  readonly raw: string;
  readonly says: string;
  readonly icon: IconName;
  readonly testid: string;
  readonly before?: () => void;
}

const Lies = ({ raw, says, icon, testid, before }: LiesProps) => (
  <li>
    <Act on={() => (before?.(), scanned(raw))} icon={icon} testid={testid}>
      {says}
    </Act>
  </li>
);

function Score({ found, job }: { found: Result; job: Practised }) {
  const { right, scans, lineMs } = found;
  return (
    <Shell title={t("practice.title")}>
      <section class="card" data-testid="practice-score" data-certified={found.certified}>
        <h2>
          <Icon name={found.certified ? "tick" : "twice"} /> {t(!found.certified ? "practice.more" : job === "pick" ? "practice.good" : "practice.well")}
        </h2>
        <p>{t("practice.right", { right, scans, least: RIGHT_PERCENT_LEAST })}</p>
        <p>{t("practice.pace", { s: Math.round(lineMs / 1000), most: LINE_MS_MOST / 1000 })}</p>
        <p class="quiet">{t(job === "pick" ? "practice.kept" : "practice.alone")}</p>
      </section>
      <Act on={() => void anew()} look="main" testid="practice-again">
        {t("practice.again")}
      </Act>
    </Shell>
  );
}
