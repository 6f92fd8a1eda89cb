/** The frame of every screen: what is being done and how the device stands above, the acts below. */

import type { ComponentChildren } from "preact";
import { Main } from "./aim";
import { FlashView, type Answers } from "./flash";
import { Icon } from "./icons";
import { t } from "./lang";
import { Pill } from "./pill";
import { late, lock, shared } from "./door";
import { address, atTask, route } from "./route";
import { me } from "./session";

interface ShellProps {
  readonly title: ComponentChildren;
  /** Parts of the address that the arrow goes back to; none where there is nowhere to go. */
  readonly back?: readonly string[];
  readonly children: ComponentChildren;
  /** The acts in reach of the thumb. */
  readonly bar?: ComponentChildren;
  readonly wide?: boolean;
  /** Where answers to scans show: over the bar, moving nothing. */
  readonly answers?: Answers;
  /** What a person can do about an answer that stays. */
  readonly choices?: ComponentChildren;
}

export const Shell = ({ title, back, children, bar, wide, answers, choices }: ShellProps) => (
  <div class={wide ? "shell wide" : "shell"}>
    <header class="top">
      {back && (
        <a class="back" href={address(...back)} aria-label={t("back")} data-testid="back">
          <Icon name="back" />
        </a>
      )}
      <h1>{title}</h1>
      {me() && atTask(route.value) && route.value[0] !== "look" && (
        <a class="back" href={address("look", ...route.value)} aria-label={t("look.do")} data-testid="look">
          <Icon name="scan" />
        </a>
      )}
      {shared() && <Who />}
      <Pill />
    </header>
    <Main>
      {late.value && (
        <p class="note decide" role="status" data-testid="late">
          {t("lock.late")}
        </p>
      )}
      {children}
    </Main>
    <footer class={bar ? "bar" : "bar none"}>
      {answers && <FlashView of={answers}>{choices}</FlashView>}
      {bar}
    </footer>
  </div>
);

/** Several people use this device: who it is now, and the way to hand it on. */
const Who = () => (
  <button type="button" class="who" onClick={() => void lock()} aria-label={t("lock.do", { name: name() })} data-testid="lock">
    <Icon name="lock" size={20} />
    <span data-testid="who">{name().split(" ")[0]}</span>
  </button>
);

const name = (): string => me()?.person.name ?? "";
