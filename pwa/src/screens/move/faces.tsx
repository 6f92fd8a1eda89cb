/** Which bin a product is picked from, and how many it should hold: scan the bin and the goods, say the numbers. */

import { signal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { expectOnFloor, type FloorVerdict, type Label } from "../../domain/inbound/check";
import { narrow } from "../../domain/meanings";
import type { Seen } from "../../domain/seen";
import type { PickFace } from "../../generated/rows";
import { CameraAct } from "../../ui/aim";
import { makeAnswers, sound } from "../../ui/flash";
import { called, placeCode } from "../../ui/format";
import { Field } from "../../ui/forms";
import { Icon } from "../../ui/icons";
import { Act, useScan } from "../../ui/kit";
import { t } from "../../ui/lang";
import { meant } from "../../ui/meant";
import { act, tellHelp, tellNoCommand, tellWrong } from "../../ui/scan";
import { rows, underWay, warehouse } from "../../ui/session";
import { Shell } from "../../ui/shell";

const SHOWN = 60;

const facesOf = (): PickFace[] =>
  rows()
    .where("pick_face", "warehouse", warehouse())
    .filter(({ most }) => most > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));

/** One face that is being set. */
class Setting {
  readonly answers = makeAnswers();
  readonly place = signal("");
  readonly product = signal("");
  readonly least = signal("");
  readonly most = signal("");

  scan(raw: string): Promise<void> | void {
    const said = narrow(meant(raw), (seen) => this.sees(seen));
    if (said.is === "command") return this.#command(said.command);
    if (said.is === "wrong") return tellWrong(this.answers, said.code, said.got, said.want, said.kind);
    if (said.is !== "right") return;
    if (said.does.kind === "place") this.#at(said.does.place);
    else this.product.value = said.does.product;
    this.#known();
    this.answers.show("right", said.does.kind === "place" ? placeCode(this.place.value) : called(this.product.value));
    sound("right");
  }

  sees(seen: Seen): FloorVerdict {
    const verdict = expectOnFloor(warehouse(), seen as Label, rows());
    const isOther = verdict.is === "right" && verdict.does.kind === "place" && rows().get("location", verdict.does.place)?.kind !== "bin";
    return isOther ? { is: "wrong", code: "not_a_bin", got: seen.code ?? seen.raw, want: "" } : verdict;
  }

  open(face: PickFace): void {
    [this.place.value, this.product.value] = [face.location, face.product];
    this.#known();
    this.answers.clear();
  }

  clear(): void {
    for (const one of [this.place, this.product, this.least, this.most]) one.value = "";
    this.answers.clear();
  }

  isWhole(): boolean {
    const [least, most] = [Number(this.least.value), Number(this.most.value)];
    return this.place.value !== "" && this.product.value !== "" && this.most.value !== "" && least >= 0 && most >= least;
  }

  /** Keep it; with no most it is a face no longer. */
  async save(most = Number(this.most.value)): Promise<void> {
    const [location, product] = [this.place.value, this.product.value];
    const least = most === 0 ? 0 : Number(this.least.value || "0");
    const title = most === 0 ? t("face.ended", { place: placeCode(location) }) : t("face.set", { place: placeCode(location), least, most });
    if (await act(this.answers, "stock.set_face", { location, product, least, most }, { title, done: () => true })) {
      for (const one of [this.place, this.product, this.least, this.most]) one.value = "";
    }
  }

  /** A bin that keeps one product says which. */
  #at(place: string): void {
    this.place.value = place;
    const here = facesOf().filter((face) => face.location === place);
    if (this.product.value === "" && here.length === 1) this.product.value = here[0]!.product;
  }

  #known(): void {
    const face = rows().get("pick_face", `${this.place.value}/${this.product.value}`);
    if (face) [this.least.value, this.most.value] = [String(face.least), String(face.most)];
  }

  async #command(name: string): Promise<void> {
    const can = [this.isWhole() ? "CONFIRM" : "", "CANCEL", "HELP"].filter(Boolean);
    if (name === "CONFIRM" && this.isWhole()) await this.save();
    else if (name === "UNDO" || name === "CANCEL") this.clear();
    else if (name === "HELP") tellHelp(this.answers, t(this.place.value ? "face.scan_goods" : "face.scan_place"), can);
    else tellNoCommand(this.answers, name, can);
  }
}

export function Faces() {
  const at = useMemo(() => new Setting(), []);
  useScan((raw) => at.scan(raw));
  const begun = at.place.value !== "" || at.product.value !== "";
  const asks = t(at.place.value === "" ? "face.scan_place" : at.product.value === "" ? "face.scan_goods" : "face.numbers");
  const bar = (
    <>
      {begun && (
        <Act on={() => at.clear()} icon="back" testid="face-clear">
          {t("face.other")}
        </Act>
      )}
      <CameraAct ask={asks} sees={(seen) => at.sees(seen)} />
      {begun && (
        <Act on={() => at.save()} look="main" icon="tick" testid="face-save" off={!at.isWhole()}>
          {t("save")}
        </Act>
      )}
    </>
  );
  return (
    <Shell title={t("face.title")} back={["move"]} answers={at.answers} bar={bar}>
      <section class="step now" data-testid="face-step">
        <p class="what">{asks}</p>
        <p class="loc" data-testid="face-place">
          {at.place.value ? placeCode(at.place.value) : "–"}
        </p>
        <p class="second" data-testid="face-product">
          {at.product.value ? `${called(at.product.value)} · ${at.product.value}` : t("face.any")}
        </p>
      </section>
      {begun ? <Numbers at={at} /> : <List at={at} />}
    </Shell>
  );
}

function Numbers({ at }: { at: Setting }) {
  const there = rows().get("pick_face", `${at.place.value}/${at.product.value}`);
  const busy = underWay("stock.set_face", "location", at.place.value);
  return (
    <section class="list">
      <Field big figures label={t("face.least")} value={at.least.value} on={(v) => (at.least.value = v.replace(/\D/g, ""))} testid="face-least" />
      <Field big figures label={t("face.most")} value={at.most.value} on={(v) => (at.most.value = v.replace(/\D/g, ""))} testid="face-most" />
      {there && there.most > 0 && (
        <Act on={() => at.save(0)} look="danger" off={busy} testid="face-end">
          {t("face.end")}
        </Act>
      )}
    </section>
  );
}

function List({ at }: { at: Setting }) {
  const faces = facesOf();
  return (
    <section class="list" data-testid="faces" aria-label={t("face.title")}>
      {faces.length === 0 && <p class="note info">{t("face.none")}</p>}
      {faces.slice(0, SHOWN).map((face) => (
        <button type="button" class="row found" key={face.id} onClick={() => at.open(face)} data-testid="face">
          <Icon name="shelf" />
          <span class="grow">
            <strong>{placeCode(face.location)}</strong>
            <p>{called(face.product)}</p>
          </span>
          <span class="tag nums">{t("face.span", { least: face.least, most: face.most })}</span>
        </button>
      ))}
    </section>
  );
}
