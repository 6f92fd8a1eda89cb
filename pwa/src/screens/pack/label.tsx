/** The label of a closed carton, as soon as the server has numbered it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Carton } from "../../generated/rows";
import { Act } from "../../ui/kit";
import { t } from "../../ui/lang";
import { send, status } from "../../ui/session";

type Form = "png" | "pdf" | "zpl";
const path = (carton: Carton, form: Form): string =>
  `/api/labels/carton/${carton.id.split("/").map(encodeURIComponent).join("/")}.${form}`;

async function blob(carton: Carton, form: Form): Promise<string | null> {
  try {
    const answer = await send(path(carton, form));
    return answer.ok ? URL.createObjectURL(await answer.blob()) : null;
  } catch {
    return null; // no network: the label is asked for again when there is one
  }
}

export function Label({ carton }: { carton: Carton }) {
  const picture = useSignal<string | null>(null);
  const online = status() !== "offline";
  useEffect(() => {
    if (carton.sscc && online && !picture.value) void blob(carton, "png").then((url) => (picture.value = url));
  }, [carton.sscc, online]);
  useEffect(() => () => void (picture.value && URL.revokeObjectURL(picture.value)), []);
  if (!carton.sscc)
    return (
      <p class="note info" data-testid="label-wait">
        {t(online ? "pack.label_later" : "pack.label_wait")}
      </p>
    );
  return (
    <>
      <p class="nums" data-testid="sscc">
        SSCC {carton.sscc}
      </p>
      {picture.value ? (
        <img class="label" src={picture.value} alt={`${t("pack.label")} ${carton.sscc}`} data-testid="label" />
      ) : (
        <p class="note info">{t("pack.label_wait")}</p>
      )}
      {picture.value && (
        <div class="acts">
          <Act on={() => print(picture.value ?? "")} icon="print" testid="print">
            {t("pack.print")}
          </Act>
          <Act on={() => void save(carton, "pdf")} testid="label-pdf">
            PDF
          </Act>
          <Act on={() => void save(carton, "zpl")} testid="label-zpl">
            ZPL
          </Act>
        </div>
      )}
    </>
  );
}

/** The browser's own print: the picture of the label fills the page, and nothing else is on it. */
function print(picture: string): void {
  const page = Object.assign(document.createElement("img"), { className: "print-only", src: picture, alt: "" });
  const done = (): void => page.remove();
  page.onload = () => {
    addEventListener("afterprint", done, { once: true });
    globalThis.print();
  };
  document.body.append(page);
}

async function save(carton: Carton, form: Form): Promise<void> {
  const url = await blob(carton, form);
  if (!url) return;
  const link = Object.assign(document.createElement("a"), { href: url, download: `${carton.sscc}.${form}` });
  link.click();
}
