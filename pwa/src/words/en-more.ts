/** The sentences of all other screens in English; loaded with the first of them. */

export const more = {
  figures: "Figures", delete: "Delete", show_more: "Show {n} more", save: "Save", cancel: "Cancel", all: "All", none: "None", close: "Close",
  units: "{n} {n|unit|units}",

  "pack.none": "Nothing to pack", "pack.none_why": "Orders come here when a cart is handed over at the bench.",
  "pack.scan_tote": "Scan a tote to open its order", "pack.list": "To be packed", "pack.lines": "{n} {n|line|lines}", "pack.carton": "Carton {n}",
  "pack.first": "Take a carton", "pack.take": "Take carton {n}", "pack.scan": "Scan each item into the carton", "pack.into": "{n} of {of} packed",
  "pack.close": "Close carton", "pack.weight": "Weight in grams", "pack.weigh": "Weigh carton {n}", "pack.expected": "About {weight} by the books",
  "pack.closed": "Carton {n} closed", "pack.label": "Label", "pack.label_wait": "The label comes when the network is back.",
  "pack.label_later": "The label comes as soon as the server has numbered the carton.", "pack.print": "Print", "pack.finish": "Finish order",
  "pack.finished": "Order {order} is packed", "pack.left": "{n} left", "pack.all_in": "All packed", "pack.take_out": "Take one out",
  "pack.taken_out": "1 out of the carton again", "pack.cartons": "Cartons", "pack.gone": "This order is not to be packed now",

  "ship.none": "No truck at the docks", "ship.none_why": "Open a list when a truck is there.", "ship.open": "Truck is here", "ship.dock": "Dock",
  "ship.carrier": "Carrier", "ship.vehicle": "Vehicle", "ship.opened": "List opened", "ship.cartons": "{n} {n|carton|cartons}",
  "ship.wait": "{n} {n|carton waits|cartons wait}", "ship.scan": "Scan each carton as it goes in", "ship.on": "On the truck",
  "ship.waiting": "Still on the dock", "ship.twice": "Twice", "ship.wrong": "Wrong", "ship.loaded": "Order {order}, carton {n}",
  "ship.unload": "Take off", "ship.unloaded": "Taken off the truck",
  "ship.halves": "{n} {n|carton of these orders is|cartons of these orders are} still on the dock", "ship.hand_over": "Hand over",
  "ship.driver": "Driver's name", "ship.seal": "Seal number", "ship.sign": "Truck drives off with {n} {n|carton|cartons}",
  "ship.handed_over": "Handed over to {driver}", "ship.pending": "Number follows", "ship.left": "Left today",

  "lead.runs": "Runs", "lead.no_runs": "No run is out", "lead.no_runs_why": "Release approved orders to the floor.",
  "lead.waits": "Nobody has it yet", "lead.rate": "{n} units/h", "lead.tasks": "Needs hands", "lead.no_tasks": "Nothing needs hands",
  "lead.flow": "Orders on the floor", "lead.age": "{age} ago", "lead.counted": "How many are there?", "lead.settle": "Settle",
  "lead.settled": "Settled", "lead.by": "by {name}",

  "order.stage": "Stage", "order.inbox": "To review", "order.all": "All orders", "order.none": "Nothing waits for you",
  "order.none_why": "New orders that need a decision come here by themselves.", "order.number": "Order {number}", "order.customer": "Customer",
  "order.guest": "No account", "order.total": "Total", "order.credit": "Credit left", "order.credit_of": "{left} of {limit}",
  "order.placed": "Placed", "order.due": "Due", "order.channel": "Channel", "order.ship_to": "Ship to", "order.payment": "Payment",
  "order.lines": "Lines", "order.item": "Item", "order.ordered": "Ordered", "order.free": "Free", "order.price": "Price",
  "order.reserved": "Reserved", "order.packed": "Packed", "order.shipped": "Shipped", "order.approve": "Approve", "order.reject": "Reject",
  "order.backorder": "Approve, rest later", "order.approved": "Approved", "order.rejected": "Rejected", "order.sent": "Sent, waiting for the answer",
  "order.why": "Why is it rejected?", "order.held": "On hold: {reason}", "order.hold": "Put on hold", "order.resume": "Go on",
  "order.cancel": "Cancel order", "order.story": "Story", "order.story_offline": "The story shows when the network is back.",
  "order.pick_one": "Choose an order", "order.keys": "Keys: A approve, R reject", "order.findings": "Why it waits",
  "order.limit": "{value}, limit {limit}", "order.lacks": "lacks {n}", "order.search": "Search number or name", "order.own": "My orders",

  "release.title": "Release to floor", "release.none": "No approved order waits", "release.none_why": "Approve orders first.",
  "release.do": "Release {n} {n|order|orders}", "release.choose": "Choose orders for one cart", "release.done": "Run released",
  "release.first": "First {n}",

  "people.none": "Nobody here", "people.everywhere": "everywhere", "people.revoke": "Take away", "people.revoked": "Taken away",
  "people.off": "No roles",

  "kept.sent": "All is sent", "kept.sent_why": "What you do is kept here until the server has it.", "kept.waiting": "Waiting to be sent",
  "kept.need": "These need you", "kept.safe": "All of it is safe on this device.", "kept.n": "No. {n}",

  "device.person": "Signed in", "device.sign_out": "Sign out", "device.sign_out_kept": "{n} not yet sent: they stay on this device",
  "device.language": "Language", "device.size": "Text size", "device.hand": "Thumb bar", "device.left": "Left", "device.right": "Right",
  "device.theme": "Colours", "device.light": "Light", "device.dark": "Dark", "device.system": "As the device", "device.sound": "Sound test",
  "device.version": "Version", "device.kept_good": "Data is kept for good", "device.kept_maybe": "The browser may clear this data: install Tote",
  "device.scanner": "Scanner test", "device.scanner_do": "Scan anything: it shows here",
  "device.slow_sound": "Sound comes {ms} ms late: use the device's own speaker",

  "tone.right": "Right", "tone.done": "Line done", "tone.wrong": "Wrong", "tone.decide": "Needs you", "tone.repeated": "Already counted",

  "stage.review": "Review", "stage.approved": "Approved", "stage.released": "Released", "stage.picking": "Picking", "stage.picked": "Picked",
  "stage.packing": "Packing", "stage.packed": "Packed", "stage.loaded": "Loaded", "stage.shipped": "Shipped", "stage.rejected": "Rejected",
  "stage.cancelled": "Cancelled",

  "role.picker": "Picker", "role.packer": "Packer", "role.dock": "Dock", "role.lead": "Floor lead", "role.sales": "Sales", "role.manager": "Manager",
  "role.finance": "Finance", "role.service": "Service", "role.admin": "Admin", "role.system": "System",

  "finding.customer_unknown": "No customer of ours", "finding.customer_blocked": "{value} is blocked",
  "finding.credit": "It would owe {value}; the limit is {limit}", "finding.currency": "Ordered in {value}; the customer pays in {limit}",
  "finding.new_customer": "New customer: {value}; up to {limit} goes by itself",
  "finding.amount": "It comes to {value}; up to {limit} goes by itself", "finding.address": "The address lacks: {value}",
  "finding.unpaid": "Not paid, and no credit is agreed ({value})", "finding.stock_short": "Not enough in stock: {value}",
  "finding.price_zero": "No price for: {value}",

  "why.credit": "Credit", "why.price": "Price", "why.stock": "Stock", "why.address": "Address", "why.fraud": "Fraud", "why.other": "Other",
  "why.customer": "Customer asked",

  "act.put_back": "Put {n} back to {place}", "act.recount": "Count {place}", "act.scan_tote": "Scan the right tote",
  "act.put_tote_aside": "Put tote {place} aside", "act.take_empty_tote": "Take an empty tote", "act.pick_rest": "Pick the other {n}",
  "act.move_to_tote": "Move {n} out of {place}", "act.check_lot": "Check the lot at {place}", "act.open_and_check": "Open the carton and check",
  "act.close_carton": "Close the carton", "act.look_on_cart": "Look for {n} on the cart", "act.do_not_pack": "Do not pack it",
  "act.take_new_carton": "Take a new carton", "act.unpack": "Unpack it", "act.take_out": "Take {n} out again", "act.set_aside": "Set it aside",
  "act.check_carton": "Check the carton", "act.take_off": "Take it off the truck", "act.check_list": "Check the other list",
  "act.look_at_orders": "Look at the open orders", "act.check": "Check it",

  "choice.done": "Done", "choice.recount": "Counted", "choice.found": "Found them", "choice.moved": "Moved", "choice.accept": "Accept",
  "choice.put_back_done": "Put back", "choice.contents_right": "Contents are right", "choice.repacked": "Repacked", "choice.taken_out": "Taken out",
  "choice.leave_out": "Leave it out", "choice.wait": "Wait", "choice.take_over": "Take over", "choice.other_run": "Another run",
  "choice.discard": "Drop it", "choice.retry": "Try again", "choice.ask_supervisor": "Ask the lead", "choice.look_again": "Look again",
  "choice.backorder": "Rest later", "choice.ok": "Understood", "choice.seen": "Understood",

  "kind.order.place": "Order", "kind.order.approve": "Approval", "kind.order.reject": "Rejection", "kind.order.hold": "Hold",
  "kind.order.resume": "Go on", "kind.order.cancel": "Cancellation", "kind.pick.release": "Release", "kind.pick.claim": "Run taken",
  "kind.pick.bind": "Tote linked", "kind.pick.scan": "Picked", "kind.pick.put": "Put into tote", "kind.pick.put_back": "Put back",
  "kind.pick.short": "Short", "kind.pick.found": "Found", "kind.pick.hand_over": "Cart handed over", "kind.pack.open": "Carton taken",
  "kind.pack.scan": "Packed", "kind.pack.take_out": "Taken out", "kind.pack.close": "Carton closed", "kind.pack.finish": "Order packed",
  "kind.ship.open": "Truck list opened", "kind.ship.load": "Loaded", "kind.ship.unload": "Taken off", "kind.ship.hand_over": "Truck handed over",
  "kind.stock.receive": "Received", "kind.stock.count": "Counted", "kind.task.settle": "Task settled", "kind.people.add": "Person added",
  "kind.people.grant": "Role given", "kind.people.revoke": "Role taken away",
} as const;

export type More = keyof typeof more;
