/** What is offered where no task is open: a new version, the installation, and the device itself. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { howToInstall, install, onInstall } from "../../devices/install";
import { applyUpdate, onUpdate, updateReady, updateWanted } from "../../devices/update";
import { Icon } from "../../ui/icons";
import { Act, LinkRow } from "../../ui/kit";
import { t } from "../../ui/lang";
import { later } from "../../ui/later";
import { route } from "../../ui/route";
import { may } from "../../ui/session";
import { Told } from "../../ui/told";
import { mainJobs } from "../jobs";
import { PracticeLinks } from "../practice/links";
import { Given } from "./given";

const ScannerLink = later(() => import("../scanner/link").then((m) => m.ScannerLink));
const VolumeCheck = later(() => import("./loud").then((m) => m.VolumeCheck));

type Step = Parameters<typeof Told>[0]["step"];
const STEPS: readonly string[] = ["pick", "pack", "ship", "receive", "returns", "count"];

/** The step whose screen it is, where that does not say it itself; somebody with one job comes to that without an address. */
function stepOf(name: string | undefined): Step {
  const [only, second] = mainJobs();
  const at = name ?? (second ? "home" : only) ?? "home";
  return STEPS.includes(at) ? (at as Step) : "home";
}

export function Extras() {
  const changed = useSignal(0);
  useEffect(() => {
    const tell = (): void => void (changed.value += 1);
    const ends = [onUpdate(tell), onInstall(tell)];
    return () => ends.forEach((end) => end());
  }, []);
  void changed.value;
  const how = howToInstall();
  return (
    <>
      <Told step={stepOf(route.value[0])} />
      <Given />
      <VolumeCheck />
      {updateReady() && (
        <section class="card" data-testid="update">
          <h2>{t("update.ready")}</h2>
          {updateWanted() ? (
            <p class="note info" data-testid="update-waits">
              {t("update.waits")}
            </p>
          ) : (
            <Act on={applyUpdate} testid="update-apply">
              {t("update.do")}
            </Act>
          )}
        </section>
      )}
      {how !== "none" && (
        <section class="card" data-testid="install">
          <h2>{t("install.title")}</h2>
          <p class="quiet">{t(how === "share" ? "install.share" : "install.why")}</p>
          {how === "button" && (
            <Act on={() => void install()} testid="install-do">
              {t("install.do")}
            </Act>
          )}
        </section>
      )}
      <ScannerLink />
      {may("read.floor") && (
        <LinkRow to={["look", ...route.value]} testid="to-look">
          <Icon name="scan" />
          <span class="grow">{t("look.do")}</span>
          <Icon name="next" />
        </LinkRow>
      )}
      {may("count") && (
        <LinkRow to={["count"]} testid="to-count">
          <Icon name="shelf" />
          <span class="grow">{t("job.count")}</span>
          <Icon name="next" />
        </LinkRow>
      )}
      {mainJobs().length === 1 && may("label") && (
        <LinkRow to={["labels"]} testid="to-labels">
          <Icon name="print" />
          <span class="grow">{t("job.labels")}</span>
          <Icon name="next" />
        </LinkRow>
      )}
      <PracticeLinks />
      <LinkRow to={["device"]} testid="to-device">
        <Icon name="phone" />
        <span class="grow">{t("home.more")}</span>
        <Icon name="next" />
      </LinkRow>
    </>
  );
}
