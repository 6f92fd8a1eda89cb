/** What is offered where no task is open: a new version, the installation, and the device itself. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { howToInstall, install, onInstall } from "../../devices/install";
import { applyUpdate, onUpdate, updateReady, updateWanted } from "../../devices/update";
import { Icon } from "../../ui/icons";
import { Act, LinkRow } from "../../ui/kit";
import { t } from "../../ui/lang";
import { later } from "../../ui/later";

const VolumeCheck = later(() => import("./loud").then((m) => m.VolumeCheck));

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
      <LinkRow to={["device"]} testid="to-device">
        <Icon name="phone" />
        <span class="grow">{t("home.more")}</span>
        <Icon name="next" />
      </LinkRow>
    </>
  );
}
