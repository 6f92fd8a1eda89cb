/** What a lead has: the floor as it is, and how it works. */

import { later } from "../../ui/later";
import { may } from "../../ui/session";
import { Board } from "./board";

const ProcessPage = later(() => import("./process").then((m) => m.ProcessPage));
const SubstitutesPage = later(() => import("./substitutes").then((m) => m.SubstitutesPage));
const PaperPage = later(() => import("../paper/paper").then((m) => m.PaperPage));
const ChecksPage = later(() => import("./checks").then((m) => m.ChecksPage));
const CartsPage = later(() => import("./carts").then((m) => m.CartsPage));
const RulesPage = later(() => import("./rules").then((m) => m.RulesPage));

export function Lead({ part }: { part: string | undefined }) {
  if (part === "paper" && may("settle")) return <PaperPage />;
  if (part === "checks") return <ChecksPage />;
  if (part === "carts") return <CartsPage />;
  if (part === "rules") return <RulesPage />;
  if (part === "substitutes") return <SubstitutesPage />;
  return part === "process" || !may("settle") ? <ProcessPage /> : <Board />;
}
