/** Picking rules, in Chinese. */

export const rules = {
  "rule.take_lot": "请取批次 {lot}：{places}", "rule.none_lot": "账面已无批次 {lot}：请按“缺货”",
  "rule.take_fresh": "请取有效期更长的：{places}", "rule.none_fresh": "此处有效期均不足：请按“缺货”",
  "rule.read_lot": "请扫描含批次的条码：货品或包装上的 GS1 码",
  "rule.other_unit": "请将这件放到一边，另取一件",
  "rule.read_serial": "请扫描每件上含序列号的条码",
  "rule.all_the_same": "仍然拿取", "rule.not": "放回",
  "act.check_pick": "请查看 {place} 中的 {n} 件",
  "kind.process.rule": "拣货规则", "kind.product.classify": "货品类别",

  "rules.title": "拣货规则", "rules.why": "按货品类别设定：货品不符时，拣货员的设备如何处理。",
  "rules.others": "其他所有货品", "rules.usual": "按默认：尚未设定规则。",
  "rules.fefo": "先到期先出", "rules.lot": "批次正确且已读取", "rules.serial": "每件各有序列号",
  "rules.expiry": "有效期足够", "rules.days": "至少还需有效的天数",
  "rules.none": "不管", "rules.warn": "提醒", "rules.force": "强制",
  "rules.none_does": "直接继续", "rules.warn_does": "询问一次，并告知组长", "rules.force_does": "设备不接受，并指明正确货品的位置",
  "rules.change": "修改", "rules.save": "从现在起按此拣货", "rules.saved": "已设定：{name}",
  "rules.class": "货品的类别", "rules.class_why": "扫描货品，或输入其编号。", "rules.class_of": "货品",
  "rules.class_now": "类别", "rules.class_new": "新类别", "rules.class_none": "无", "rules.class_set": "{product}：{name}",
  "rules.upright": "装箱时", "rules.upright_no": "可平放", "rules.upright_yes": "此面朝上",
  "rules.un": "联合国编号（危险品填写）", "rules.hazard": "危险品类别或项别，如 3 或 2.1", "rules.un_none": "非危险品",
  "rules.un_wrong": "联合国编号为四位数字，如 UN1993", "rules.hazard_wrong": "类别以数字开头，如 3、1.4S 或 3 (6.1)",
  "rules.un_set": "从现在起按此标示",
} as const;
