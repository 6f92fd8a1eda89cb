/** Picking rules, in English. */

export const rules = {
  "rule.take_lot": "Take lot {lot}: {places}", "rule.none_lot": "The books know no more of lot {lot}: press Short",
  "rule.take_fresh": "Take what is good for longer: {places}", "rule.none_fresh": "None here is good for long enough: press Short",
  "rule.read_lot": "Scan the code that names the lot: the GS1 code on the item or its pack",
  "rule.other_unit": "Set this one aside and take another",
  "rule.read_serial": "Scan the code with the serial number, on each unit",
  "rule.all_the_same": "Take it all the same", "rule.not": "Put it back",
  "act.check_pick": "Look at {n} in {place}",
  "kind.process.rule": "Picking rule", "kind.product.classify": "Class of a product",

  "rules.title": "Picking rules", "rules.why": "For each class of products: what a picker's device does where goods do not fit.",
  "rules.others": "All other products", "rules.usual": "As usual: nobody has set a rule.",
  "rules.fefo": "First to expire, first out", "rules.lot": "The right lot, and read", "rules.serial": "A serial number for each unit",
  "rules.expiry": "Good for long enough", "rules.days": "Days it must still be good for",
  "rules.none": "None", "rules.warn": "Warn", "rules.force": "Force",
  "rules.none_does": "goes on", "rules.warn_does": "asks once, and the lead hears of it", "rules.force_does": "is not taken, and where the right one lies is said",
  "rules.change": "Change", "rules.save": "Pick so from now on", "rules.saved": "Set for {name}",
  "rules.class": "Class of a product", "rules.class_why": "Scan a product, or type its number.", "rules.class_of": "Product",
  "rules.class_now": "Its class", "rules.class_new": "A new class", "rules.class_none": "None", "rules.class_set": "{product}: {name}",
  "rules.upright": "In a box", "rules.upright_no": "May lie", "rules.upright_yes": "This side up",
  "rules.un": "UN number, if it is dangerous goods", "rules.hazard": "Class or division, such as 3 or 2.1", "rules.un_none": "no dangerous goods",
  "rules.un_wrong": "A UN number has four digits, such as UN1993", "rules.hazard_wrong": "A class begins with a digit, such as 3, 1.4S or 3 (6.1)",
  "rules.un_set": "Mark it so from now on",
} as const;
