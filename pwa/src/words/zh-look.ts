/** The sentences of looking things up, in Chinese. */

export const look = {
  "look.do": "查询", "look.ask": "扫描或输入任何编码", "look.on_hand": "现有", "look.promised": "已承诺",
  "look.allocated": "{n} 件待拣", "look.until": "有效期至 {day}", "look.nowhere": "此处没有", "look.empty": "账面为空",
  "look.stage": "状态", "look.truck": "车辆", "look.weight": "重量", "look.line": "已拣 {picked} · 已装箱 {packed}",
  "carton_stage.open": "未封箱", "carton_stage.closed": "已封箱", "carton_stage.loaded": "已装车", "carton_stage.shipped": "已发运",
} as const;
