/** Work on paper, in English. */

export const paper = {
  "paper.title": "Paper", "paper.why": "For when devices or the power are down. Print in time: at the start of a shift, and again as work comes in. What was written down is entered afterwards, each line once.",
  "paper.print": "Print", "paper.enter": "Enter what came back", "paper.scan": "Scan any code on the sheet", "paper.code": "Or type it, such as P-R-R0001",
  "paper.open": "Open the sheet", "paper.unknown": "This is no sheet of ours", "paper.unknown_do": "Scan the large code at its top, or type what stands below it.",
  "paper.all_runs": "Print all {n} runs", "paper.places": "Count: a place, a zone or a SKU", "paper.print_places": "Print a count sheet",
  "paper.no_place": "No place and no goods are called so", "paper.do": "Scan the code of each line that was done as printed, or type how many. What is left empty is not entered.",
  "paper.do_count": "Enter what was picked and received on paper first, counts last.",
  "paper.by": "Who did it", "paper.at": "When", "paper.totes": "Totes", "paper.taken": "Taken", "paper.came": "Came", "paper.away": "Turned away", "paper.counted": "Counted",
  "paper.all": "All {n}", "paper.line": "{n} × {what}", "paper.entered": "Entered", "paper.all_in": "All of it is entered", "paper.save": "Enter", "paper.saved": "Entered",
  "paper.tote_first": "Scan or type its tote first", "paper.first": "Enter this sheet first", "paper.who": "Say first who did it", "paper.nothing": "No line has a number yet", "paper.not_here": "This is not on the sheet",
  "paper.moved": "Goods have moved here since this was printed. Where a number differs from the books, somebody else counts again.",
  "act.check_paper": "Look at the sheet again", "kind.paper.enter": "Line of a paper sheet",
} as const;
