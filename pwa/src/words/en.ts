/** What the first floor screens say in English. `zh.ts` has the same keys, or the build fails. */

import type { More } from "./en-more";

export const en = {
  back: "Back", "camera.do": "Camera", less: "Less", more: "More", done: "Done", of: "of {n}", got: "Got: {what}", want: "Want: {what}",
  not_counted: "Nothing was counted.",

  "pill.current": "Up to date", "pill.offline": "Offline", "pill.offline_kept": "Offline · {n} kept here",
  "pill.sending": "Sending {n}", "pill.error": "No answer · {n} kept here", "pill.need_you": "{n} {n|needs|need} you",
  "pill.sign_in": "Sign in again", "pill.storage": "Cannot save: stop", "pill.update": "Update the app",

  "failed.offline": "This needs the network: try again when you are back online", "failed.sign_in": "Sign in first",
  "failed.storage": "This device is full: nothing was kept. Make room on it, or take another one",
  "failed.broken": "This device cannot save: nothing was kept. Take another one",

  "signin.login": "Login", "signin.password": "Password", "signin.do": "Sign in", "signin.busy": "Signing in…",
  "signin.kept": "Kept on this device and not yet sent: {n}",
  "signin.offline": "No network. Signing in needs it once; after that you work without.",
  "signin.wrong": "Login or password is wrong",
  "signin.words": "Pick, pack, ship and approve, with or without a network",

  "signin.enrol": "This is a new device of ours",

  "home.hello": "Hello {name}", "home.jobs": "Your work", "home.none": "You have no role yet",
  "home.none_why": "An admin gives you one; it shows here at once.", "home.more": "This device",

  "update.ready": "A new version is ready", "update.do": "Use it now",
  "update.waits": "It starts by itself when no task is open, here or in another window.",

  "install.title": "Put Tote on this device", "install.why": "Then it opens without a network and keeps its data.",
  "install.do": "Install", "install.share": "Tap Share, then Add to Home Screen.",

  "first.title": "Getting the work of your building", "first.why": "This is done once; it takes a few seconds.",

  "job.pick": "Pick", "job.pack": "Pack", "job.ship": "Load and ship", "job.lead": "Floor", "job.orders": "Orders",
  "job.release": "Release to floor", "job.people": "People", "job.devices": "Devices", "job.kept": "Kept here", "job.device": "This device",
  "job.pick.n": "{n} {n|run waits|runs wait}", "job.pack.n": "{n} {n|order waits|orders wait}",
  "job.ship.n": "{n} {n|truck|trucks} at the docks", "job.lead.n": "{n} {n|needs|need} hands",
  "job.orders.n": "{n} to review", "job.release.n": "{n} approved", "job.kept.n": "{n} not sent",
  "job.devices.n": "{n} lost", "job.labels": "Labels", "job.labels.n": "{n} {n|waits|wait} to be printed",
  "job.printers": "Printers", "job.printers.n": "{n} {n|needs|need} hands", "job.leases": "Stock set aside", "job.leases.n": "{n} {n|item|items} set aside",

  "lock.do": "{name} is signed in. Lock, or hand the device on",
  "lock.late": "More than 16 hours without the server. What you do is kept; your own lists show again after you are online and signed in.",

  "pick.next": "Next run: {orders} {orders|order|orders}, {lines} {lines|line|lines}", "pick.start": "Start",
  "pick.go_on": "Go on with {number}", "pick.stops_done": "{done} of {n} stops", "pick.others": "Other runs",
  "pick.colleagues": "With colleagues", "pick.take_over": "Take over",
  "pick.run": "{orders} {orders|order|orders}, {lines} {lines|line|lines}", "pick.none": "No run for you",
  "pick.none_why": "Approved orders come here when they are released to the floor.", "pick.left": "{n} left",
  "pick.bind": "{nth} of {of}", "pick.bind_do": "Scan an empty tote", "pick.bind_for": "For order {order}",
  "pick.scan_place": "Scan the shelf", "pick.scan_item": "Scan the item", "pick.scan_tote": "Scan the tote",
  "pick.place": "Shelf", "pick.item": "Item", "pick.tote": "Tote", "pick.sku": "SKU {sku}", "pick.lot": "Lot {lot}",
  "pick.no_tote": "Any empty tote", "pick.next_places": "Next:", "pick.last_stop": "Last stop", "pick.short": "Short", "pick.full": "Tote full",
  "pick.undo": "Undo", "pick.missing": "How many are missing?", "pick.why": "Why?",
  "pick.count_made": "Somebody will count this bin.", "pick.placed": "Right shelf", "pick.counted": "{n} of {of}",
  "pick.put": "In {tote}", "pick.bound": "{tote} linked", "pick.shorted": "{n} short noted",
  "pick.put_back": "Put {n} back to {place}", "pick.undone_short": "{n} back on the list",
  "pick.over": "All picked", "pick.hand_over": "Cart is at the packers", "pick.handed_over": "Handed over",
  "pick.gone": "This run is not with you", "pick.gone_why": "It is done, or a colleague took it over.",
  "pick.short_n": "{n} short",

  "wrong.unreadable": "Scan again", "wrong.want_tote": "Scan a tote", "wrong.tote_taken": "Tote holds another order",
  "wrong.wrong_place": "Wrong shelf", "wrong.want_place": "Scan the shelf first",
  "wrong.unknown_code": "Unknown code", "wrong.wrong_item": "Wrong item",
  "wrong.wrong_tote": "Wrong tote", "wrong.run_over": "All is picked",
  "wrong.order_cancelled": "Order was cancelled", "wrong.not_here": "No scan is wanted here",
  "wrong.no_command": "Not possible here",

  "repeated.counted": "Already counted", "repeated.at_place": "Right shelf already: scan the item",
  "repeated.all_counted": "Already counted: scan the tote", "repeated.tote_linked": "This tote is linked already",
} as const;

/** A sentence of any screen. */
export type Word = keyof typeof en | More;
