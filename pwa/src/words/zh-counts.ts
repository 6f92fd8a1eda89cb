/** The sentences of counting, in Chinese. */

export const counts = {
  "job.count": "盘点", "count.scan_place": "扫描要盘点的货位", "count.any_place": "任何货位都可以，不影响他人作业", "count.none": "没有待盘点的货位", "count.go_on": "继续盘点 {place}", "count.at": "盘点 {place}", "count.scan_item": "逐件扫描，或输入数量", "count.counted": "{n} 件 {what}", "count.type": "输入数量",
  "count.set": "确定数量", "count.done": "盘点完成", "count.done_zero": "{n} 种为零：盘点完成", "count.none_of": "这些都没有？请再次确认盘点完成", "count.recorded": "{place} 已盘点", "count.taken_back": "已撤回上一次扫描", "count.moved": "您盘点期间此处有货物移动，请再核对数量。", "count.no_place": "这里没有货位 {place}",
  "count.own": "您最近的盘点", "count.undone": "已撤回 {place} 的盘点", "count.of": "实盘 {n}，账面 {of}", "count.stage.booked": "已入账", "count.stage.second": "等待他人复盘", "count.stage.accept": "等待组长确认", "count.stage.undone": "已撤回", "count.why.count_asked": "组长要求", "count.why.short": "拣货缺货", "count.why.not_in_books": "实取多于账面",
  "count.why.second_count": "复盘", "count.why.count_crossed": "盘点期间有变动", "count.why.more_than_picked": "放回多于拣出", "count.ask": "要求盘点", "count.ask_what": "货位、库区或货品编号", "count.ask_n": "要求盘点 {n} 个货位", "count.asked": "{n} 个货位待盘点", "count.limits": "可直接入账的差异", "count.limits_why": "超出任一限额时由他人复盘。", "count.limit_of": "角色",
  "count.limit_units": "件数", "count.limit_percent": "百分比", "count.limit_do": "设定限额", "count.limit_set": "限额已设定", "wrong.want_place": "请扫描货位",
} as const;
