/** The sentences of looking things up, in Chinese. */

export const look = {
  "look.do": "查询", "look.ask": "扫描或输入任何编码", "look.on_hand": "现有", "look.promised": "已承诺",
  "look.allocated": "{n} 件待拣", "look.until": "有效期至 {day}", "look.nowhere": "此处没有", "look.empty": "账面为空",
  "look.stage": "状态", "look.truck": "车辆", "look.weight": "重量", "look.line": "已拣 {picked} · 已装箱 {packed}",
  "carton_stage.open": "未封箱", "carton_stage.closed": "已封箱", "carton_stage.loaded": "已装车", "carton_stage.shipped": "已发运",
  "cart.see": "车上货品", "cart.mine": "{run} 车上货品（账面）", "cart.of": "{name} 的车（{run}）上货品（账面）",
  "cart.do": "扫描周转箱，将实物与账面核对", "cart.none": "账面上此车还没有货品",
  "cart.loose": "尚未入箱", "cart.units": "{n} 件",
  "cart.unsent": "全部已在本机记录，其中 {n} 条尚未到达服务器",
  "compare.do": "核对", "compare.scan": "逐件扫描 {tote} 中的货品", "compare.done": "清点完毕", "compare.n": "{found} / {books}",
  "compare.same": "{tote} 与记录一致", "compare.left": "{tote}：{n} 处差异保留不变",
  "compare.missing": "已记录但不在 {tote} 中：{product} {n} 件",
  "compare.missing_do": "其他周转箱里也没有？那么账面改回 {place}，该站会再次出现。",
  "compare.still_there": "仍在 {place}", "compare.again": "{n} 件记回 {place}：该站重新打开",
  "compare.look_for": "请查看其他周转箱。来源货位：{place}。",
  "compare.more": "{tote} 中多出 {product} {n} 件，未记录",
  "compare.wanted": "此订单需要这些货品：可记为已拣。", "compare.record": "记为已拣",
  "compare.recorded": "已记录 {n} 件", "compare.out": "已取出", "compare.later": "保持不变",
  "compare.take_out": "请取出并放到 {place}。没有记录涉及它们，其他不变。",
  "compare.take_out_aside": "请取出并放在一旁。没有记录涉及它们。",
  "compare.count": "盘点 {place}", "compare.asked": "将盘点 {place}",
} as const;
