/** The device's session as signals: whoever asks while painting is painted again when the answer changes. */

import { batch, signal } from "@preact/signals";
import type { Outcome } from "../domain/outcome";
import type { Kind, Ops } from "../generated/ops";
import { ROLES, type Right, type Role } from "../generated/roles";
import { canRead, loadReader } from "../scanning/reader";
import { afterPaint } from "../sync/after-paint";
import type { TrayItem, WireOutcome } from "../store/outbox";
import type { Replica } from "../store/replica";
import type { Recorded, RecordOptions, Session, Unsettled } from "../sync/device";
import { NoNetwork, Refusal, SignInNeeded } from "../sync/http";
import type { Me } from "../sync/wire";

export type { TrayItem } from "../store/outbox";
export type { Unsettled } from "../sync/device";

/** What the screens ask of a session. */
export type Engine = Pick<
  Session,
  | "me"
  | "status"
  | "trouble"
  | "replica"
  | "start"
  | "signIn"
  | "signOut"
  | "enter"
  | "enterOffline"
  | "become"
  | "deviceId"
  | "reread"
  | "sweep"
  | "stop"
  | "deliver"
  | "record"
  | "count"
  | "outcomeOf"
  | "pending"
  | "unsettled"
  | "tray"
  | "settle"
  | "onChange"
> & { readonly http: Pick<Session["http"], "get" | "send" | "post" | "badge" | "enrol" | "refresh" | "owes"> };

const tick = signal(0);
const unsettled = signal<readonly Unsettled[]>([]);
let engine: Engine | null = null;

/** The session itself, for what opens and closes it. */
export function session(): Engine {
  if (!engine) throw new Error("no session yet");
  void tick.value; // who asks is asked again when something changes
  return engine;
}

/** Show a session from now on. */
export async function show(given: Engine): Promise<void> {
  engine = given;
  let [asked, isNew] = [false, false];
  const painted = (): void =>
    batch(() => {
      isNew = false;
      tick.value += 1;
      unsettled.value = given.unsettled();
    });
  const changed = (): void => {
    isNew = true;
    // A burst of changes paints once, after the beep of whoever waits for an op to be kept, and after its colour.
    if (asked) return;
    asked = true;
    afterPaint(() => {
      asked = false;
      if (isNew) painted();
      void dismissQuiet();
    });
  };
  given.onChange(changed);
  given.replica.onChange(changed);
  await given.start();
  painted();
}

export const rows = (): Replica => session().replica;
export const me = (): Me | null => session().me;
const online = signal(navigator.onLine);
for (const name of ["online", "offline"]) addEventListener(name, () => (online.value = navigator.onLine));

/** A device that knows that it has no network says so at once, before any answer is missed. */
export const status = (): Session["status"] => (online.value ? session().status : "offline");
export const trouble = (): Session["trouble"] => session().trouble;
export const pending = (): number => session().pending().count;
/** How much waits to be sent besides ops: pictures. */
export const besides = signal(0);
export const reread = (): Promise<void> => session().reread();
export const signOut = (): Promise<void> => session().signOut();
export const settle = (n: number, choice: string): Promise<void> => session().settle(n, choice);
export const outcomeOf = (n: number): Promise<WireOutcome> => session().outcomeOf(n);
export const getJson = <T>(path: string): Promise<T> => session().http.get<T>(path);
export const postJson = <T>(path: string, body: object): Promise<T> => session().http.post<T>(path, body);
export const send = (path: string, body?: string | Blob, method?: string): Promise<Response> =>
  session().http.send(path, body, method);

/** Ops that the server has not answered, oldest first. */
export const unsent = (): readonly Unsettled[] => unsettled.value.filter((op) => !op.answered);

/** The ops of this kind about this row that are under way: kept here, or answered and not yet in the rows. */
export const onTheWay = (kind: Kind, field: string, id: string): readonly Unsettled[] =>
  unsettled.value.filter((op) => op.kind === kind && op.body[field] === id);
export const underWay = (kind: Kind, field: string, id: string): boolean => onTheWay(kind, field, id).length > 0;

/** What the person was told when it happened, or did not ask for themselves, needs no second look. */
const QUIET: readonly string[] = [
  "sscc.take enough_left", "sscc.take other_device", "inbound.close under", "inbound.receive over",
  "inbound.receive not_expected", "returns.inspect over",
];
const quiet = ({ kind, code }: TrayItem, what = `${kind} ${code}`): boolean =>
  /^checkpoint| warn_| short$/.test(what) || QUIET.includes(what);

/** What the person has to look at. What somebody else on this device did waits for them; what nobody did is for all. */
export const tray = (): readonly TrayItem[] =>
  session()
    .tray()
    .filter((item) => !quiet(item) && (item.author === me()?.person.id || item.author === ""));

async function dismissQuiet(): Promise<void> {
  for (const item of engine?.tray() ?? []) if (quiet(item)) await engine?.settle(item.n, "seen");
}

/** What came of an act: the outcome, or the reason why it could not even be kept. */
export type Done =
  { readonly recorded: Recorded; readonly outcome: Outcome } | { readonly failed: "offline" | "sign_in" | "storage" | "broken" };

export async function record<K extends Kind>(kind: K, body: Ops[K], options?: RecordOptions): Promise<Done> {
  try {
    if (!canRead()) await loadReader().catch(() => undefined); // what is not foreseen is kept all the same
    const recorded = await session().record(kind, body, options);
    return { recorded, outcome: recorded.outcome };
  } catch (error) {
    if (error instanceof NoNetwork) return { failed: "offline" };
    if (error instanceof SignInNeeded) return { failed: "sign_in" };
    if ((error as Error).name === "StorageFull") return { failed: "storage" };
    if ((error as Error).name === "StorageBroken") return { failed: "broken" };
    throw error;
  }
}

export { NoNetwork, Refusal };

/** Whether the person holds a role that gives a right, anywhere. The server's gate has the last word. */
export const may = (right: Right): boolean =>
  (me()?.roles ?? []).some(({ role }) => ROLES[role].rights.includes(right));
export const holds = (...roles: Role[]): boolean => (me()?.roles ?? []).some(({ role }) => roles.includes(role));

/** The building that the person works in: the first one of their roles, else the first there is. */
export const warehouse = (): string =>
  (me()?.roles ?? []).find((held) => held.warehouse !== "")?.warehouse ?? rows().all("warehouse")[0]?.id ?? "";

/** A person's name; ids are not for reading. */
export const nameOf = (id: string | null): string => (id ? (rows().get("person", id)?.name ?? id.slice(0, 8)) : "");
