/** 拣货等首屏文字（简体中文）。The keys are those of `en.ts`; a missing one fails the build. */

import type { en } from "./en";

export const zh: Record<keyof typeof en, string> = {
  "camera.do": "相机", back: "返回", less: "减少", more: "增加", done: "完成", of: "共 {n}", got: "扫到：{what}", want: "应为：{what}",
  not_counted: "未计数。",

  "pill.current": "已同步", "pill.offline": "离线", "pill.offline_kept": "离线 · 本机存 {n} 条",
  "pill.sending": "正在发送 {n}", "pill.error": "无应答 · 本机存 {n} 条", "pill.need_you": "{n} 项待处理",
  "pill.sign_in": "请重新登录", "pill.storage": "无法保存：请停止", "pill.update": "请更新应用",

  "failed.offline": "此操作需要网络：请联网后再试", "failed.sign_in": "请先登录",
  "failed.storage": "设备存储已满，未保存任何内容。请清理空间，或换用另一台设备",
  "failed.broken": "设备无法保存，未保存任何内容。请换用另一台设备",

  "signin.login": "用户名", "signin.password": "密码", "signin.do": "登录", "signin.busy": "正在登录…",
  "signin.kept": "本机保存、尚未发送：{n} 条", "signin.offline": "没有网络。首次登录需要网络，之后可离线工作。",
  "signin.wrong": "用户名或密码错误", "signin.words": "拣货、打包、发运、审批，有无网络都能工作",

  "signin.enrol": "这是一台新设备",

  "home.hello": "{name}，您好", "home.jobs": "您的工作", "home.none": "您还没有角色",
  "home.none_why": "管理员分配后会立即显示在这里。", "home.more": "本设备",

  "update.ready": "新版本已就绪", "update.do": "立即使用",
  "update.waits": "本机和其他窗口都没有未完成的任务时，会自动启用。",

  "install.title": "把 Tote 安装到本设备", "install.why": "安装后无网络也能打开，数据不会丢失。",
  "install.do": "安装", "install.share": "点击“分享”，再选“添加到主屏幕”。",

  "first.title": "正在获取仓库数据", "first.why": "只需一次，几秒钟即可。",

  "job.pick": "拣货", "job.pack": "打包", "job.ship": "装车发运", "job.lead": "现场", "job.orders": "订单",
  "job.release": "下发到现场", "job.people": "人员", "job.devices": "设备", "job.kept": "本机留存", "job.device": "本设备",
  "job.pick.n": "{n} 张拣货单待拣", "job.pack.n": "{n} 个订单待打包", "job.ship.n": "{n} 辆车在月台",
  "job.lead.n": "{n} 项待处理", "job.orders.n": "{n} 个待审核", "job.release.n": "{n} 个已批准",
  "job.kept.n": "{n} 条未发送", "job.devices.n": "{n} 台丢失",
  "job.labels": "标签", "job.labels.n": "{n} 张等待打印", "job.printers": "打印机", "job.printers.n": "{n} 台需要处理",
  "job.leases": "预留库存", "job.leases.n": "{n} 项预留",

  "lock.do": "当前登录：{name}。锁定或换人",
  "lock.late": "已超过 16 小时未连接服务器。您的操作会保存；联网并重新登录后才会显示个人列表。",

  "pick.next": "下一拣货单：{orders} 个订单，{lines} 行", "pick.start": "开始", "pick.go_on": "继续 {number}",
  "pick.stops_done": "已完成 {done}/{n} 站", "pick.others": "其他拣货单", "pick.colleagues": "同事正在拣",
  "pick.take_over": "接手", "pick.run": "{orders} 个订单，{lines} 行", "pick.none": "暂无拣货单",
  "pick.none_why": "已批准的订单下发后会出现在这里。", "pick.left": "剩 {n} 站", "pick.bind": "{nth} / {of}",
  "pick.bind_do": "请扫描一个空周转箱", "pick.bind_for": "用于订单 {order}", "pick.scan_place": "请扫描货位",
  "pick.scan_item": "请扫描货品", "pick.scan_tote": "请扫描周转箱", "pick.place": "货位", "pick.item": "货品",
  "pick.tote": "周转箱", "pick.sku": "货号 {sku}", "pick.lot": "批次 {lot}", "pick.no_tote": "任一空箱",
  "pick.next_places": "接下来：", "pick.last_stop": "最后一站", "pick.short": "缺货", "pick.full": "箱已满", "pick.undo": "撤销",
  "pick.missing": "缺多少件？", "pick.why": "原因？", "pick.count_made": "稍后会有人盘点此货位。",
  "pick.placed": "货位正确", "pick.counted": "{n}/{of}", "pick.put": "已放入 {tote}", "pick.bound": "{tote} 已绑定",
  "pick.shorted": "已记缺货 {n} 件", "pick.put_back": "请将 {n} 件放回 {place}",
  "pick.undone_short": "{n} 件重新待拣", "pick.over": "全部拣完", "pick.hand_over": "已送到打包台",
  "pick.handed_over": "已交接", "pick.gone": "此拣货单不在您手上", "pick.gone_why": "它已完成，或已被同事接手。",
  "pick.short_n": "缺 {n} 件",

  "wrong.unreadable": "请重新扫描", "wrong.want_tote": "请扫描周转箱", "wrong.tote_taken": "此箱属于其他订单",
  "wrong.wrong_place": "货位错误", "wrong.want_place": "请先扫描货位", "wrong.unknown_code": "未知条码",
  "wrong.wrong_item": "货品错误", "wrong.wrong_tote": "周转箱错误",
  "wrong.run_over": "已全部拣完", "wrong.order_cancelled": "订单已取消", "wrong.not_here": "此处无需扫描",
  "wrong.no_command": "此处不可用",

  "repeated.counted": "已经计过数", "repeated.at_place": "货位已对，请扫描货品",
  "repeated.all_counted": "已经计过数，请扫描周转箱", "repeated.tote_linked": "此周转箱已绑定",
};
