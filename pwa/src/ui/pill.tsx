/** One pill says how the device stands: up to date, sending, offline with what is kept, or in need of a person. */

import { t } from "./lang";
import { address } from "./route";
import { besides, pending, status, tray, trouble } from "./session";

/** Applied ops need nobody; what was refused or contradicted does. */
export const needYou = (): number => tray().length;

function state(): { tone: string; text: string } {
  const [need, waiting] = [needYou(), pending() + besides.value];
  if (trouble() === "storage") return { tone: "wrong", text: t("pill.storage") };
  if (need > 0) return { tone: "wrong", text: t("pill.need_you", { n: need }) };
  if (status() === "offline") {
    return { tone: "decide", text: waiting > 0 ? t("pill.offline_kept", { n: waiting }) : t("pill.offline") };
  }
  if (trouble() === "sign_in") return { tone: "wrong", text: t("pill.sign_in") };
  if (trouble() === "update") return { tone: "decide", text: t("pill.update") };
  if (status() === "error") return { tone: "decide", text: t("pill.error", { n: waiting }) };
  if (waiting > 0 || status() === "sending") return { tone: "info", text: t("pill.sending", { n: waiting || "" }) };
  return { tone: "good", text: t("pill.current") };
}

export function Pill() {
  const { tone, text } = state();
  return (
    <a class={`pill ${tone}`} href={address("kept")} data-testid="pill" data-state={tone}>
      <span role="status">{text}</span>
      <span hidden data-testid="outbox-count">
        {pending()}
      </span>
    </a>
  );
}
