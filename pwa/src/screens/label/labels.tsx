/** Labels: whoever holds a torn one scans it, and taps once. Many at once are chosen by kind. */

import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { LabelKind } from "../../domain/label/label";
import { makeAnswers } from "../../ui/flash";
import { useScan } from "../../ui/kit";
import { KINDS, Many } from "./many";
import { chooseByScan, chosen, tellUnknown } from "./chosen";
import { PrintLabels, steered } from "./print";
import { Start } from "./start";

const isKind = (name: string | undefined): name is LabelKind => KINDS.some(({ kind }) => kind === name);

export function Labels({ part }: { part: string | undefined }) {
  const answers = useMemo(makeAnswers, []);
  const printing = part === "print" && chosen.value.length > 0;
  const text = useSignal("");
  useEffect(() => {
    if (isKind(part)) answers.clear(); // what was said of another label is over
    if (part !== undefined) text.value = "";
  }, [part]);
  useScan((raw) => {
    if (printing && steered(raw, answers)) return;
    // A text that names nothing may be the beginning of a name, typed faster than people are thought to type.
    const begun = chooseByScan(raw, answers);
    if (begun && part === undefined) text.value = begun;
    else if (begun) tellUnknown(begun, answers);
  });
  if (printing) return <PrintLabels answers={answers} />;
  return isKind(part) ? <Many key={part} kind={part} answers={answers} /> : <Start answers={answers} text={text} />;
}
