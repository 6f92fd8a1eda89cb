/** The sentences of practice, in English. */

export const practice = {
  "practice.do": "Practise picking", "practice.do_receive": "Practise receiving", "practice.title": "Practice", "practice.leave": "Leave",
  "practice.here": "In front of you", "practice.torn": "torn label", "practice.broken": "broken",
  "practice.empty": "Nothing more lies here", "practice.good": "You can work alone", "practice.well": "Well done", "practice.alone": "Nothing has counted, and nobody else sees this.", "practice.more": "Practise a little more",
  "practice.right": "{right} of {scans} first scans right; {least} % are wanted",
  "practice.pace": "{s} s a line; {most} s at most", "practice.kept": "Your lead sees this. Nothing else has counted.",
  "practice.again": "Once more", "practice.told": "Practised: {right} of {scans} first scans right, {s} s a line",
  "practice.told_good": "Ready to work alone: {right} of {scans} first scans right, {s} s a line",
  "kind.people.practised": "Practised",
} as const;

export type Practice = keyof typeof practice;
