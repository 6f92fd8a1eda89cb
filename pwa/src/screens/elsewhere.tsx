/** All screens but the walk: each comes from the kept shell when it is first opened. */

import { laterScreen, nothing } from "../ui/later";
import type { Job } from "./jobs";
import "./elsewhere.css";

const Home = laterScreen(() => import("./home/home").then((m) => m.Home));
const PackList = laterScreen(() => import("./pack/list").then((m) => m.PackList));
const Bench = laterScreen(() => import("./pack/bench").then((m) => m.Bench));
const Dock = laterScreen(() => import("./ship/dock").then((m) => m.Dock));
const LoadCheck = laterScreen(() => import("./ship/load").then((m) => m.LoadCheck));
const Deliveries = laterScreen(() => import("./inbound/deliveries").then((m) => m.Deliveries));
const Receive = laterScreen(() => import("./inbound/receive").then((m) => m.Receive));
const Returns = laterScreen(() => import("./returns/returns").then((m) => m.Returns));
const Return = laterScreen(() => import("./returns/return").then((m) => m.Return));
const Refunds = laterScreen(() => import("./returns/refunds").then((m) => m.Refunds));
const Announce = laterScreen(() => import("./inbound/announce").then((m) => m.Announce));
const Faces = laterScreen(() => import("./move/faces").then((m) => m.Faces));
const Move = laterScreen(() => import("./move/move").then((m) => m.Move));
const Lead = laterScreen(() => import("./lead/lead").then((m) => m.Lead));
const Orders = laterScreen(() => import("./order/orders").then((m) => m.Orders));
const Release = laterScreen(() => import("./order/release").then((m) => m.Release));
const People = laterScreen(() => import("./people/people").then((m) => m.People));
const Leases = laterScreen(() => import("./lease/leases").then((m) => m.Leases));
const Counts = laterScreen(() => import("./count/counts").then((m) => m.Counts));
const Bin = laterScreen(() => import("./count/bin").then((m) => m.Bin));
const Look = laterScreen(() => import("./look/look").then((m) => m.Look));
const Kept = laterScreen(() => import("./kept/kept").then((m) => m.Kept));
const SignIn = laterScreen(() => import("./signin/signin").then((m) => m.SignIn), nothing);
const Lock = laterScreen(() => import("./lock/lock").then((m) => m.Lock));
const Gone = laterScreen(() => import("./device/gone").then((m) => m.Gone));
const Enrol = laterScreen(() => import("./enrol/enrol").then((m) => m.Enrol));
const Devices = laterScreen(() => import("./enrol/devices").then((m) => m.Devices));
const ScannerScreen = laterScreen(() => import("./scanner/scanner").then((m) => m.ScannerScreen));
const Labels = laterScreen(() => import("./label/labels").then((m) => m.Labels));
const Printers = laterScreen(() => import("./printer/printers").then((m) => m.Printers));
const DeviceScreen = laterScreen(() => import("./device/device").then((m) => m.DeviceScreen));

const Practice = laterScreen(() => import("./practice/practice").then((m) => m.Practice));

/** A screen that is no job. */
export type Place =
  | "home" | "count" | "look" | "refunds" | "announce" | "kept" | "device" | "scanner" | "practice" | "enrol" | "gone" | "lock" | "signin";

/** The screen of a job or a place; `id` is the part of it that the address names. */
export function Elsewhere({ to, id }: { readonly to: Exclude<Job, "pick"> | Place; readonly id?: string | undefined }) {
  switch (to) {
    case "home":
      return <Home />;
    case "count":
      return id ? <Bin key={id} code={id} /> : <Counts />;
    case "look":
      return <Look />;
    case "refunds":
      return <Refunds />;
    case "announce":
      return <Announce />;
    case "kept":
      return <Kept />;
    case "device":
      return <DeviceScreen />;
    case "scanner":
      return <ScannerScreen />;
    case "practice":
      return <Practice job={id === "receive" ? id : "pick"} />;
    case "enrol":
      return <Enrol code={id ?? ""} />;
    case "gone":
      return <Gone />;
    case "lock":
      return <Lock />;
    case "signin":
      return <SignIn />;
    case "pack":
      return id ? <Bench key={id} id={id} /> : <PackList />;
    case "ship":
      return id ? <LoadCheck key={id} id={id} /> : <Dock />;
    case "receive":
      return id ? <Receive key={id} id={id} /> : <Deliveries />;
    case "returns":
      return id ? <Return key={id} id={id} /> : <Returns />;
    case "move":
      return id === "faces" ? <Faces /> : <Move />;
    case "lead":
      return <Lead part={id} />;
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
    case "labels":
      return <Labels part={id} />;
    case "printers":
      return <Printers part={id} />;
  }
}
