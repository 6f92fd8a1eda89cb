/** The frame of every screen: what is being done and how the device stands above, the acts below. */

import type { ComponentChildren } from "preact";
import { FlashView, type Answers } from "./flash";
import { Icon } from "./icons";
import { t } from "./lang";
import { Pill } from "./pill";
import { address } from "./route";

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
      <Pill />
    </header>
    <main class="body">{children}</main>
    <footer class={bar ? "bar" : "bar none"}>
      {answers && <FlashView of={answers}>{choices}</FlashView>}
      {bar}
    </footer>
  </div>
);
