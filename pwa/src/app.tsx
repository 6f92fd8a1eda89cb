/** The app: opens the device's session, then shows the screen that the address names and the role allows. */

import { effect } from "@preact/signals";
import { render } from "preact";
import { watchInstall } from "./devices/install";
import { followShell, keepShell, mustUpdate, taskOpen } from "./devices/update";
import { listen, onBadge, onScan } from "./devices/wedge";
import { play } from "./devices/sound";
import { Home } from "./screens/home/home";
import { First } from "./screens/home/first";
import { JOBS, myJobs, type Job } from "./screens/jobs";
import { PickRunScreen } from "./screens/pick/run";
import { PickStart } from "./screens/pick/start";
import { badgeShown, gone, locked, shared, stand, watchIdle } from "./ui/door";
import { later } from "./ui/later";
import { followPerson, loadMore, loadWords } from "./ui/lang";
import { atTask, comeBack, route } from "./ui/route";
import { me, rows, show, trouble } from "./ui/session";
import "./ui/settings";
import { Session } from "./sync/device";
import { browser } from "./sync/platform";
import { loadReader } from "./scanning/reader";
import { badgeOf } from "./vault/badge";
import { DeviceGuard } from "./vault/guard";
import "./style.css";

// The walk is in the first bundle; the rest comes from the kept shell when it is first opened.
const PackList = later(() => import("./screens/pack/list").then((m) => m.PackList));
const Bench = later(() => import("./screens/pack/bench").then((m) => m.Bench));
const Dock = later(() => import("./screens/ship/dock").then((m) => m.Dock));
const LoadCheck = later(() => import("./screens/ship/load").then((m) => m.LoadCheck));
const Board = later(() => import("./screens/lead/board").then((m) => m.Board));
const Orders = later(() => import("./screens/order/orders").then((m) => m.Orders));
const Release = later(() => import("./screens/order/release").then((m) => m.Release));
const People = later(() => import("./screens/people/people").then((m) => m.People));
const Leases = later(() => import("./screens/lease/leases").then((m) => m.Leases));
const Kept = later(() => import("./screens/kept/kept").then((m) => m.Kept));
const SignIn = later(() => import("./screens/signin/signin").then((m) => m.SignIn));
const Lock = later(() => import("./screens/lock/lock").then((m) => m.Lock));
const Gone = later(() => import("./screens/device/gone").then((m) => m.Gone));
const Enrol = later(() => import("./screens/enrol/enrol").then((m) => m.Enrol));
const Devices = later(() => import("./screens/enrol/devices").then((m) => m.Devices));
const DeviceScreen = later(() => import("./screens/device/device").then((m) => m.DeviceScreen));

function screen(job: Job, id: string | undefined) {
  switch (job) {
    case "pick":
      return id ? <PickRunScreen key={id} id={id} /> : <PickStart />;
    case "pack":
      return id ? <Bench key={id} id={id} /> : <PackList />;
    case "ship":
      return id ? <LoadCheck key={id} id={id} /> : <Dock />;
    case "lead":
      return <Board />;
    case "orders":
      return <Orders />;
    case "release":
      return <Release />;
    case "leases":
      return <Leases />;
    case "people":
      return <People id={id} />;
    case "devices":
      return <Devices part={id} />;
  }
}

const isJob = (name: string | undefined): name is Job => name !== undefined && name in JOBS;

function App() {
  if (gone.value) return <Gone />;
  const [name, id] = route.value;
  if (name === "enrol") return <Enrol code={id ?? ""} />;
  if (shared() ? locked.value || !me() : locked.value && me()) return <Lock />;
  if (!me()) return <SignIn />;
  if (name === "kept") return <Kept />;
  if (name === "device") return <DeviceScreen />;
  const jobs = myJobs();
  if (jobs.length > 0 && rows().all("warehouse").length === 0) return <First />;
  if (isJob(name) && jobs.includes(name)) return screen(name, id);
  const [only] = jobs;
  return only && jobs.length === 1 ? screen(only, undefined) : <Home />;
}

async function start(): Promise<void> {
  void loadReader().catch(() => undefined); // whoever needs it asks again
  followShell();
  effect(() => taskOpen(atTask(route.value)));
  watchInstall();
  listen();
  onScan(() => play("wrong")); // where no screen takes scans, one is heard to be lost
  onBadge((raw) => {
    const carried = badgeOf(raw);
    if (!carried || !badgeShown(carried)) play("wrong");
  });
  const guard = new DeviceGuard(indexedDB);
  await Promise.all([loadWords(), stand(guard)]);
  await show(new Session(browser(), __BUILD__, guard));
  comeBack(!shared());
  watchIdle();
  effect(() => followPerson(me()?.person ?? null));
  const root = document.getElementById("app");
  if (!root) throw new Error("index.html has no #app");
  render(<App />, root);
  performance.mark("interactive");
  await loadMore();
  await keepShell();
  effect(() => {
    if (trouble() === "update") mustUpdate();
  });
}

void start();
