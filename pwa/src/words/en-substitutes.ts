/** Substitutes, in English. */

export const substitutes = {
  "subs.offer": "{other} in place of {units} × {product}?", "subs.lies": "{n} are at {places}, at the end of this walk.",
  "subs.take": "Take {n} of it instead", "subs.office": "The customer is asked first. You need not wait.", "subs.ask": "Ask the office",
  "subs.leave": "Leave it short", "subs.coming": "{other} comes at the end of this walk", "subs.asked": "The office is asked",
  "subs.waits": "Order {order}: no answer yet whether {other} goes in place of {product}. A yes that comes later is a walk of its own.",
  "subs.inbox": "Pickers ask", "subs.may": "May {given} of {other} go in place of {units} of {product}?",
  "subs.by": "Who has agreed?", "subs.by_customer": "Customer", "subs.by_rep": "Rep", "subs.by_manager": "Manager",
  "subs.yes": "Yes, send it", "subs.no": "No", "subs.answered": "Answered",
  "subs.late": "Order {order}: your yes came too late. {product} was found, or the order is packed: {other} is not sent.",
  "subs.order": "Substitutes for this order", "subs.customer": "Substitutes for this customer",
  "subs.always": "Send them", "subs.ask_each": "Ask each time", "subs.never": "None", "subs.set": "Agreed",
  "subs.given_up": "{product}: short again", "subs.back_title": "Not taken for order {order} after all",
  "kind.pick.unsubstitute": "Substitute given up", "subs.instead": "In place of {product}", "subs.replaced": "{n} replaced",
  "subs.title": "Substitutes", "subs.why": "Scan a product, or type its number. The first of its list that is in stock is offered where it is short.",
  "subs.product": "Product", "subs.other": "Goes in its place", "subs.none": "Nothing may go in its place yet.",
  "subs.gives": "So many of it", "subs.per": "stand for so many of the product", "subs.ratio": "{gives} for {per}",
  "subs.add": "Add", "subs.first": "Offer it first", "subs.out": "Take it out", "subs.changed": "The list is changed",
  "act.leave_there": "Leave {n} at {place}",
  "kind.pick.substitute": "Substitute", "kind.pick.ask": "Substitute asked for", "kind.order.answer": "Answer on a substitute",
  "kind.order.consent": "Consent to substitutes", "kind.customer.consent": "Consent of a customer", "kind.product.substitute": "List of substitutes",
} as const;
