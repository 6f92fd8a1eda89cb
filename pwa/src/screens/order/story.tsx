/** What happened to an order, step by step, as the server has written it down. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Order } from "../../generated/rows";
import { day } from "../../ui/format";
import { said, t, tOr } from "../../ui/lang";
import { getJson, status } from "../../ui/session";

interface Step {
  readonly op: string;
  readonly kind: string;
  readonly at: number;
  readonly person_name: string;
  readonly out: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What is told of an action that went as it should: what was sent in place of what. */
const TOLD: readonly string[] = ["pick.substitute", "pick.ask", "order.answer", "order.consent"];

const tells = ({ code, kind }: Step): boolean => (code !== "" && code !== "applied") || TOLD.includes(kind.split("@")[0] ?? "");

export function Story({ order }: { order: Order }) {
  const steps = useSignal<readonly Step[] | null>(null);
  const online = status() !== "offline";
  useEffect(() => {
    const path = `/api/queries/order/story?order=${encodeURIComponent(order.id)}`;
    if (online)
      void getJson<{ steps: Step[] }>(path).then(
        (story) => (steps.value = story.steps),
        () => undefined,
      );
  }, [order.id, order.ver, online]);
  return (
    <section class="pane">
      <h2>{t("order.story")}</h2>
      {steps.value === null && <p class="quiet">{t("order.story_offline")}</p>}
      <ol class="story" data-testid="story">
        {steps.value?.map((step) => (
          <li key={step.op}>
            <strong>{tOr(`kind.${step.kind.split("@")[0] ?? ""}`)}</strong>{" "}
            <span class="quiet">
              {day(step.at)} · {step.person_name}
            </span>
            {tells(step) && <p>{said(step.kind, step.code || "applied", step.params)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
