/** How runs are walked, until when their orders are due, and what a cart takes: said before a release, kept here. */

import { signal } from "@preact/signals";
import type { Ops } from "../../generated/ops";
import { Choice, Field } from "../../ui/forms";
import { t } from "../../ui/lang";
import { rows } from "../../ui/session";
import { cartHolds, cartName, cartsOf, SLOTS_MAX } from "./carts";

export type Mode = "single" | "cluster" | "batch" | "zone";

export interface CartSaid {
  readonly mode: Mode;
  readonly slots: number;
  /** 0 for no limit. */
  readonly kilograms: number;
  readonly litres: number;
  /** The kind of cart; null for one that is said by its numbers. */
  readonly kind: string | null;
  /** Only orders that are due until then: UTC milliseconds, 0 for all. Not kept: tomorrow it is another. */
  readonly dueBefore: number;
}

const KEY = "tote.cart";
const MOST = { slots: SLOTS_MAX, kilograms: 10_000, litres: 100_000 } as const;
const USUAL: CartSaid = { mode: "cluster", slots: 8, kilograms: 0, litres: 0, kind: null, dueBefore: 0 };

function kept(): CartSaid {
  try {
    return { ...USUAL, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<CartSaid>), dueBefore: 0 };
  } catch {
    return USUAL;
  }
}

export const cart = signal<CartSaid>(kept());

/** What is said, for one building: a kind of cart that it does not have, or not any more, is none. */
export function cartAt(house: string | null): CartSaid {
  const { kind, ...rest } = cart.value;
  const row = kind === null ? undefined : rows().get("cart_type", kind);
  if (!row?.active || row.warehouse !== house) return { ...rest, kind: null };
  return { ...rest, kind, slots: row.slots, kilograms: row.kilograms, litres: row.litres };
}

/** What the server is asked for, and told, of it. */
export const query = ({ mode, slots, kilograms, litres, kind, dueBefore }: CartSaid): string =>
  `&mode=${mode}&due_before=${dueBefore}` +
  (kind === null ? `&slots=${slots}&kilograms=${kilograms}&litres=${litres}` : `&cart=${encodeURIComponent(kind)}`);

type Said = Pick<Ops["pick.release"], "mode" | "slots" | "kilograms" | "litres" | "cart">;

/** The part of a release that says it. `any`: a larger cart is at hand, so no limit holds. */
export function said({ mode, slots, kilograms, litres, kind }: CartSaid, any = false): Said {
  const way = mode === "batch" || mode === "zone" ? { mode } : {};
  if (kind !== null && !any) return { ...way, cart: kind };
  return any ? way : { ...way, slots: mode === "single" ? 1 : slots, kilograms, litres };
}

function set(some: Partial<CartSaid>): void {
  cart.value = { ...cart.value, ...some };
  localStorage.setItem(KEY, JSON.stringify(cart.value));
}

const number = (text: string, most: number): number => Math.min(most, Number(text.replace(/\D/g, "")) || 0);

/** A moment as the clock on the wall here shows it, as `yyyy-mm-ddThh:mm`. */
function onTheWall(ms: number): string {
  if (ms === 0) return "";
  const at = new Date(ms);
  const two = (n: number): string => String(n).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

const OTHER = "";

export function CartFields({ house, changed }: { house: string; changed: () => void }) {
  const { mode, slots, kind, dueBefore } = cartAt(house);
  const kinds = cartsOf(house).filter(({ active }) => active);
  const to = (some: Partial<CartSaid>): void => (set(some), changed());
  const limit = (key: "kilograms" | "litres") => (
    <Field
      label={t(`cart.${key}`)}
      value={cart.value[key] === 0 ? "" : String(cart.value[key])}
      on={(text) => to({ [key]: number(text, MOST[key]) })}
      testid={`cart-${key}`}
      figures
    />
  );
  const holds = kinds.find(({ id }) => id === kind);
  return (
    <section class="pane" data-testid="cart">
      <Choice
        label={t("cart.mode")}
        value={mode}
        of={(["single", "cluster", "batch", "zone"] as const).map((one) => [one, t(`cart.${one}`)] as const)}
        on={(one) => to({ mode: one })}
        testid="mode"
      />
      <p class="quiet">{t(`cart.${mode}_why`)}</p>
      {kinds.length > 0 && (
        <Choice
          label={t("cart.kind")}
          value={kind ?? OTHER}
          of={[...kinds.map((one) => [one.id, cartName(one)] as const), [OTHER, t("cart.other")] as const]}
          on={(id) => to({ kind: id === OTHER ? null : id })}
          testid="kind"
        />
      )}
      {holds ? (
        <p class="quiet" data-testid="cart-holds">
          {cartHolds(holds)}
        </p>
      ) : (
        <div class="acts">
          {mode !== "single" && (
            <Field
              label={t("cart.slots")}
              value={String(slots)}
              on={(text) => to({ slots: Math.max(1, number(text, MOST.slots)) })}
              testid="cart-slots"
              figures
            />
          )}
          {limit("kilograms")}
          {limit("litres")}
        </div>
      )}
      <label class="field">
        <span>{t("cart.due")}</span>
        <input
          type="datetime-local"
          value={onTheWall(dueBefore)}
          data-scan="keep"
          data-testid="cart-due"
          onInput={(event) => to({ dueBefore: Date.parse(event.currentTarget.value) || 0 })}
        />
      </label>
    </section>
  );
}
