/** The app: opens the device's session, then shows the screen that the address names and the role allows. */

import { effect } from "@preact/signals";
import { render } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { BUILD } from "./build";
import { watchInstall } from "./devices/install";
import { followShell, keepShell, mustUpdate, taskOpen } from "./devices/update";
import { listen, onBadge, onScan, scansWaitUntil } from "./devices/wedge";
import { play } from "./devices/sound";
import { First } from "./screens/home/first";
import { JOBS, mainJobs, myJobs, type Job } from "./screens/jobs";
import { PickRunScreen } from "./screens/pick/run";
import { PickStart } from "./screens/pick/start";
import { badgeShown, gone, locked, shared, stand, watchIdle } from "./ui/door";
import { laterScreen, nothing } from "./ui/later";
import { followPerson, loadMore, loadWords } from "./ui/lang";
import { arrived, atTask, comeBack, isHere, route } from "./ui/route";
import { me, rows, show, trouble } from "./ui/session";
import "./ui/settings";
import { Session } from "./sync/device";
import { browser, MEMORY } from "./sync/platform";
import { loadReader } from "./scanning/reader";
import { badgeOf } from "./vault/badge";
import { DeviceGuard } from "./vault/guard";
import "./style.css";

// The walk is in the first bundle.
const Elsewhere = laterScreen(() => import("./screens/elsewhere").then((m) => m.Elsewhere), nothing);

function screen(job: Job, id: string | undefined) {
  if (job !== "pick") return <Elsewhere to={job} id={id} />;
  return id ? <PickRunScreen key={id} id={id} /> : <PickStart />;
}

type Beside = "count" | "look" | "refunds" | "announce";
const isPlace = (name: string | undefined): name is Beside => /^(count|look|refunds|announce)$/.test(name ?? "");
const isJob = (name: string | undefined): name is Job => name !== undefined && name in JOBS;

const goOnWithScans = scansWaitUntil(isHere);

function App() {
  const where = route.value;
  useLayoutEffect(() => {
    arrived(where);
    goOnWithScans();
  });
  return shown(where);
}

function shown([name, id]: readonly string[]) {
  if (gone.value) return <Elsewhere to="gone" />;
  if (name === "enrol") return <Elsewhere to="enrol" id={id} />;
  if (shared() ? locked.value || !me() : locked.value && me()) return <Elsewhere to="lock" />;
  if (!me()) return <Elsewhere to="signin" />;
  if (name === "kept" || name === "device" || name === "scanner" || name === "practice") return <Elsewhere to={name} id={id} />;
  const jobs = myJobs();
  if (jobs.length > 0 && rows().all("warehouse").length === 0) return <First />;
  if (isPlace(name)) return <Elsewhere to={name} id={id} />;
  if (isJob(name) && jobs.includes(name)) return screen(name, id);
  const [only, second] = mainJobs();
  return only && !second ? screen(only, undefined) : <Elsewhere to="home" />;
}

async function start(): Promise<void> {
  const guard = new DeviceGuard(indexedDB);
  const session = new Session(browser(), BUILD, guard);
  void session.prepare();
  if (localStorage.getItem(MEMORY)) void loadReader().catch(() => undefined); // whoever needs it asks again
  else void import("./screens/signin/new");
  followShell();
  effect(() => taskOpen(atTask(route.value)));
  watchInstall();
  listen();
  onScan(() => play("wrong")); // where no screen takes scans, one is heard to be lost
  onBadge((raw) => {
    const carried = badgeOf(raw);
    if (!carried || !badgeShown(carried)) play("wrong");
  });
  await Promise.all([loadWords(), stand(guard)]);
  await show(session);
  comeBack(!shared());
  watchIdle();
  effect(() => followPerson(me()?.person ?? null));
  const root = document.getElementById("app");
  if (!root) throw new Error("index.html has no #app");
  root.replaceChildren();
  render(<App />, root);
  performance.mark("interactive");
  await loadMore();
  const { goOn, rememberScanner } = await import("./ui/behind");
  void goOn();
  await keepShell();
  rememberScanner();
  effect(() => {
    if (trouble() === "update") mustUpdate();
  });
}

void start();
