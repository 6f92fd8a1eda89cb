/** What is looked at before work goes on, in English. */

export const checked = {
  "checked.title": "Before you go on", "checked.noted": "Noted", "checked.type": "Type what you read", "checked.yes": "Yes", "checked.no": "No",
  "checked.told": "The lead is told", "checked.told_do": "Go on only where it is safe to. What you noted stays.",
  "checked.unable": "I cannot look now", "checked.why": "Note for the lead, if you like", "checked.minus": "Plus or minus",
  "checked.first": "Answer this first", "checked.between": "{low} to {high} {unit} is fine", "checked.from": "{low} {unit} or more is fine",
  "checked.to": "{high} {unit} or less is fine", "checked.sure": "{figure} {unit}: is that what you read?",
  "checked.sure_do": "If so, press it again: the lead is told. If not, type it anew.",
  "checks.title": "Checks", "checks.why": "A question that stands before a step until somebody has looked. What is not fine becomes a task here; work goes on.",
  "checks.none": "Nothing is asked yet", "checks.add": "Ask something", "checks.change": "Change", "checks.off": "Ask no more", "checks.on": "Ask it again",
  "checks.saved": "It is asked from now on", "checks.ended": "It is asked no more", "checks.en": "Question in English", "checks.zh": "Question in Chinese",
  "checks.kind": "The answer", "checks.yes_no": "Yes or no", "checks.figure": "A figure", "checks.unit": "Unit, such as °C",
  "checks.least": "At least", "checks.most": "At most", "checks.step": "Before", "checks.zone": "Only in zone", "checks.anywhere": "Everywhere",
  "checks.per": "An answer holds for", "checks.person": "Whoever gave it", "checks.floor": "Everybody", "checks.hours": "For how many hours",
  "checks.last": "{answer}, by {name}", "checks.never": "Not answered yet", "checks.unable": "could not be looked at",
  "checks.entries": "Answers of the last 31 days", "checks.file": "As a file (CSV)", "checks.bad": "not fine", "checks.every": "{who}, for {n} {n|hour|hours}",
  "checks.bounds": "A bound is a figure, such as -18 or 4.5", "checks.inactive": "Not asked",
  "checks.at.home": "Any work", "checks.at.pick": "Pick", "checks.at.pack": "Pack", "checks.at.ship": "Ship", "checks.at.receive": "Receive",
  "checks.at.move": "Put away, move", "checks.at.returns": "Returns", "checks.at.count": "Count",
  "act.see_to_it": "See to it", "kind.checkpoint.set": "Checks", "kind.checkpoint.answer": "Answer before a step",
} as const;
