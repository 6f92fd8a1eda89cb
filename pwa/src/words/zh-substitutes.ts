/** Substitutes, in Chinese. */

export const substitutes = {
  "subs.offer": "用 {other} 代替 {product} {units} 件？", "subs.lies": "{places} 有 {n} 件，放到本次拣货最后。",
  "subs.take": "改拿 {n} 件", "subs.office": "需先征求客户同意，您不必等待。", "subs.ask": "询问办公室",
  "subs.leave": "按缺货处理", "subs.coming": "{other} 放到本次拣货最后", "subs.asked": "已询问办公室",
  "subs.waits": "订单 {order}：{other} 能否代替 {product} 尚无答复。若稍后同意，将另开一趟。",
  "subs.inbox": "拣货员询问", "subs.may": "可否用 {other} {given} 件代替 {product} {units} 件？",
  "subs.by": "谁已同意？", "subs.by_customer": "客户", "subs.by_rep": "业务员", "subs.by_manager": "经理",
  "subs.yes": "可以，发货", "subs.no": "不可以", "subs.answered": "已答复",
  "subs.late": "订单 {order}：同意来得太晚。{product} 已找到，或订单已装箱：不发 {other}。",
  "subs.order": "此订单的替代品", "subs.customer": "此客户的替代品",
  "subs.always": "可以发", "subs.ask_each": "每次询问", "subs.never": "不要", "subs.set": "已约定",
  "subs.given_up": "{product} 重新记为缺货", "subs.back_title": "订单 {order} 不再使用此替代品",
  "kind.pick.unsubstitute": "取消替代", "subs.instead": "代替 {product}", "subs.replaced": "{n} 件已替代",
  "subs.title": "替代品清单", "subs.why": "扫描货品，或输入其编号。缺货时提供清单中第一个有货的替代品。",
  "subs.product": "货品", "subs.other": "替代品", "subs.none": "尚无可替代的货品。",
  "subs.gives": "替代品数量", "subs.per": "代替的货品数量", "subs.ratio": "{gives} 代 {per}",
  "subs.add": "添加", "subs.first": "优先提供", "subs.out": "移除", "subs.changed": "清单已更改",
  "act.leave_there": "请将 {n} 件留在 {place}",
  "kind.pick.substitute": "替代品", "kind.pick.ask": "询问替代品", "kind.order.answer": "替代品答复",
  "kind.order.consent": "替代品约定", "kind.customer.consent": "客户的替代品约定", "kind.product.substitute": "替代品清单",
} as const;
