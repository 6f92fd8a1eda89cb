/** The sentences of boxes, and of a lead's list of them, in English. */

export const box = {
  "box.take": "Take this box", "box.before": "People take this box", "box.yours": "Your box", "box.other": "Other box",
  "box.unsized": "No box is named: the size of {product} is not known", "box.none": "No box is named for this",
  "box.taken": "Carton {n}: {box}", "repeated.same_box": "This box is taken already",
  "box.list": "Boxes", "box.list_why": "The bench names the smallest box that holds an order. Print a label with each code for the stack of boxes.",
  "box.new": "New box", "box.code": "Code on the label", "box.en": "Name in English", "box.zh": "Name in Chinese",
  "box.length": "Length inside, mm", "box.width": "Width inside, mm", "box.height": "Height inside, mm",
  "box.tare": "Weight of the empty box, g", "box.most": "Bears at most, g", "box.saved": "The box is on the list",
  "box.unused": "Not used", "box.use": "Use it", "box.unuse": "Use it no more",
} as const;
