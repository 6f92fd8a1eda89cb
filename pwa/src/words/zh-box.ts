/** The sentences of boxes, and of a lead's list of them, in Chinese. */

export const box = {
  "box.take": "请取此箱", "box.before": "大家通常用此箱", "box.yours": "您取的箱", "box.other": "换箱型",
  "box.unsized": "无法推荐箱型：不知道 {product} 的尺寸", "box.none": "没有可推荐的箱型",
  "box.taken": "第 {n} 箱：{box}", "repeated.same_box": "已经是此箱型",
  "box.list": "箱型", "box.list_why": "打包台会推荐能装下订单的最小箱型。请为每种箱型打印带编码的标签，贴在箱垛上。",
  "box.new": "新箱型", "box.code": "标签上的编码", "box.en": "英文名称", "box.zh": "中文名称",
  "box.length": "内长（毫米）", "box.width": "内宽（毫米）", "box.height": "内高（毫米）",
  "box.tare": "空箱重量（克）", "box.most": "最大承重（克）", "box.saved": "箱型已列入",
  "box.unused": "已停用", "box.use": "启用", "box.unuse": "停用",
} as const;
