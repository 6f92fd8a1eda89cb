// Made by `tote types` from the Python definitions; changes go there.

export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** What an op can answer, by kind and code; `{name}` stands for a parameter. */
export const WORDS: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  "customer.add": {
    applied: { en: "{name} is a customer", zh: "客户 {name} 已登记" },
    already_there: { en: "{name} is a customer already", zh: "客户 {name} 已存在" },
  },
  "device.enroll": {
    applied: { en: "{name} is one of our devices", zh: "设备 {name} 已登记" },
    already_there: { en: "{name} is one of our devices already", zh: "设备 {name} 已存在" },
  },
  "device.fork": {
    applied: { en: "A copy of {name} goes on under an id of its own", zh: "{name} 的副本以自己的编号继续工作" },
    already_there: { en: "{name} is one of our devices already", zh: "设备 {name} 已存在" },
  },
  "device.join": {
    applied: { en: "{name} is one of our devices", zh: "设备 {name} 已登记" },
    already_there: { en: "{name} is one of our devices already", zh: "设备 {name} 已存在" },
    sign_in_only: { en: "Only signing in does this", zh: "只能通过登录完成" },
  },
  "device.rekey": {
    applied: { en: "{name} has a new key", zh: "设备 {name} 已更换密钥" },
    same_key: { en: "{name} has this key already", zh: "设备 {name} 已使用此密钥" },
    not_active: { en: "{name} is {state}", zh: "设备 {name} 已是 {state}" },
    sign_in_only: { en: "Only signing in does this", zh: "只能通过登录完成" },
  },
  "device.report_lost": {
    applied: { en: "{name} is lost: what it sends waits for a supervisor", zh: "设备 {name} 已挂失：其操作待主管确认" },
    already_so: { en: "{name} is {state} already", zh: "设备 {name} 已是 {state}" },
  },
  "device.revoke": {
    applied: { en: "{name} is no longer one of our devices", zh: "设备 {name} 已停用" },
    already_so: { en: "{name} is {state} already", zh: "设备 {name} 已是 {state}" },
  },
  "device.storage_lost": {
    applied: { en: "{name} lost its storage, with nothing unsent", zh: "{name} 的存储丢失，但没有未发送的操作" },
    storage_lost: { en: "{name} lost its storage with {units} actions unsent ({from_n} to {to_n}): ask who worked with it", zh: "{name} 的存储丢失，有 {units} 项操作未发送（{from_n} 至 {to_n}）：请询问使用者" },
  },
  "lease.give_back": {
    applied: { en: "{rest} of {product} are free again", zh: "{product} 的 {rest} 件已释放" },
    other_device: { en: "Only the device that sells from it can give it back: it may hold orders that have not come", zh: "只能由持有该预留的设备归还：其上可能还有未上传的订单" },
    already_closed: { en: "Nothing of it is set aside any more: {state}", zh: "该预留已不再有效：{state}" },
  },
  "lease.grant": {
    applied: { en: "{granted} of {wanted} {product} are set aside for you", zh: "已预留 {product} {granted}/{wanted} 件" },
    other_device: { en: "Stock is set aside for the device that asks, not for another", zh: "只能为当前设备预留库存" },
    already_there: { en: "This was set aside before", zh: "此预留已存在" },
    enough_left: { en: "{left} of {product} are still set aside for you", zh: "您的 {product} 预留尚余 {left} 件" },
    none_free: { en: "No {product} can be set aside: {free} free", zh: "无法预留 {product}：可用 {free} 件" },
  },
  "lease.reclaim": {
    applied: { en: "{rest} of {product} are free again", zh: "{product} 的 {rest} 件已释放" },
    not_due: { en: "{person} may still promise from it", zh: "{person} 仍可凭此预留作出承诺" },
    already_closed: { en: "Nothing of it is set aside any more: {state}", zh: "该预留已不再有效：{state}" },
  },
  "log.compact": {
    applied: { en: "The changes of {scope} up to {floor} are forgotten", zh: "已清除 {scope} 至 {floor} 的变更记录" },
    already_so: { en: "The changes of {scope} reach back to {floor} only", zh: "{scope} 的变更记录仅保留至 {floor}" },
  },
  "order.approve": {
    applied: { en: "Order {number} is approved", zh: "订单 {number} 已批准" },
    already_decided: { en: "{by} has decided on order {number}: {stage}", zh: "{by} 已处理订单 {number}：{stage}" },
    held: { en: "Order {number} is held: {reason}", zh: "订单 {number} 已暂停：{reason}" },
    own_order: { en: "You placed order {number}: a colleague approves it", zh: "订单 {number} 由您下单：须由同事批准" },
    not_enough_stock: { en: "{wanted} of {product} wanted, {free} free", zh: "{product} 需要 {wanted}，可用 {free}" },
  },
  "order.cancel": {
    applied: { en: "Order {number} is cancelled; {returns} to put back", zh: "订单 {number} 已取消；待放回 {returns} 项" },
    put_back: { en: "Order {order} was cancelled: put {units} back at {to}", zh: "订单 {order} 已取消：请将 {units} 件放回 {to}" },
    too_late: { en: "Order {number} is {stage}: too late to cancel it", zh: "订单 {number} 已{stage}，无法取消" },
  },
  "order.hold": {
    applied: { en: "Order {number} is held: {reason}", zh: "订单 {number} 已暂停：{reason}" },
    already_held: { en: "Order {number} is held already: {reason}", zh: "订单 {number} 已处于暂停：{reason}" },
    too_late: { en: "Order {number} is {stage}: too late to hold it", zh: "订单 {number} 已{stage}，无法暂停" },
  },
  "order.place": {
    applied: { en: "Order {number}: {stage}", zh: "订单 {number}：{stage}" },
    already_there: { en: "Order {number} is there already", zh: "订单 {number} 已存在" },
    lease_late: { en: "Order {number} came too late to keep {units} of {product} for it: decide with the customer", zh: "订单 {number} 送达过晚，{product} 的 {units} 件预留已收回：请与客户商定" },
    lease_overdrawn: { en: "Order {number} promises {units} of {product} beyond what was set aside: decide with the customer", zh: "订单 {number} 承诺的 {product} 超出预留 {units} 件：请与客户商定" },
    lease_foreign: { en: "Order {number} promises {units} of {product} that were not set aside for this device: decide with the customer", zh: "订单 {number} 承诺的 {product} {units} 件不是为本设备预留的：请与客户商定" },
  },
  "order.reject": {
    applied: { en: "Order {number} is rejected: {reason}", zh: "订单 {number} 已拒绝：{reason}" },
    already_decided: { en: "{by} has decided on order {number}: {stage}", zh: "{by} 已处理订单 {number}：{stage}" },
  },
  "order.resume": {
    applied: { en: "Order {number} goes on", zh: "订单 {number} 已恢复" },
    not_held: { en: "Order {number} is not held", zh: "订单 {number} 未暂停" },
  },
  "pack.close": {
    applied: { en: "Carton {number} is closed: {sscc}", zh: "第 {number} 箱已封：{sscc}" },
    weight_off: { en: "Carton {number} weighs {weighed} g in place of {expected} g: open it and check", zh: "第 {number} 箱重 {weighed} 克，应为 {expected} 克：请开箱核对" },
    carton_empty: { en: "Carton {number} has nothing in it by the books: open it and check", zh: "第 {number} 箱账面为空：请开箱核对" },
  },
  "pack.finish": {
    applied: { en: "Order {order} is packed", zh: "订单 {order} 已打包" },
    cancelled: { en: "Order {order} was cancelled: unpack it", zh: "订单 {order} 已取消：请拆箱" },
    carton_open: { en: "Carton {number} of order {order} is not closed", zh: "订单 {order} 第 {number} 箱未封" },
    left_in_tote: { en: "{units} of order {order} are left in {place}", zh: "订单 {order} 还有 {units} 件在 {place}" },
    not_all_packed: { en: "{units} of {product} were picked and not packed", zh: "{product} 有 {units} 件已拣未装" },
  },
  "pack.open": {
    applied: { en: "Carton {number} of order {order}", zh: "订单 {order} 第 {number} 箱" },
    carton_closed: { en: "Carton {number} is closed: take a new one", zh: "第 {number} 箱已封：请用新箱" },
    cancelled: { en: "Order {order} was cancelled: do not pack it", zh: "订单 {order} 已取消：请勿打包" },
  },
  "pack.scan": {
    applied: { en: "{units} packed, {left} to go", zh: "已装 {units}，还剩 {left}" },
    wrong_item: { en: "{seen} is not in order {order}: take it out", zh: "订单 {order} 中没有 {seen}：请取出" },
    over_pack: { en: "{units} too many for order {order}: take them out", zh: "订单 {order} 多装 {units} 件：请取出" },
    cancelled: { en: "Order {order} was cancelled: take {units} out again", zh: "订单 {order} 已取消：请取出 {units} 件" },
    carton_closed: { en: "Carton {number} is closed: open it and check", zh: "第 {number} 箱已封：请开箱核对" },
    carton_gone: { en: "Carton {number} has left: which one is this?", zh: "第 {number} 箱已发出：请确认手中的箱子" },
    not_in_books: { en: "{units} more taken than the books hold: recount {place}", zh: "实取比账面多 {units} 件：请重新盘点 {place}" },
  },
  "pack.take_out": {
    applied: { en: "{units} taken out of carton {number}", zh: "已从第 {number} 箱取出 {units} 件" },
    more_than_packed: { en: "{units} more taken out than were packed: check carton {number}", zh: "取出比装入多 {units} 件：请核对第 {number} 箱" },
  },
  "people.add": {
    applied: { en: "{name} works here now", zh: "{name} 已加入" },
    already_there: { en: "{person} is there already", zh: "{person} 已存在" },
  },
  "people.badge": {
    applied: { en: "{name} gets a new badge", zh: "{name} 获得新工牌" },
    not_here: { en: "{name} does not work here any more", zh: "{name} 已不在此工作" },
  },
  "people.change_pin": {
    applied: { en: "{name} has chosen a new PIN", zh: "{name} 已更换 PIN" },
  },
  "people.grant": {
    applied: { en: "{person} is {role} now", zh: "{person} 现为 {role}" },
    already_there: { en: "This grant was made before", zh: "此授权已存在" },
    already_granted: { en: "{person} is {role} already", zh: "{person} 已是 {role}" },
    role_not_given: { en: "The role {role} is given to nobody", zh: "角色 {role} 不可授予" },
  },
  "people.revoke": {
    applied: { en: "{person} is no longer {role}", zh: "{person} 不再是 {role}" },
    already_revoked: { en: "{person} is no longer {role} already", zh: "{person} 已不再是 {role}" },
    last_admin: { en: "{person} is the last admin: name another first", zh: "{person} 是最后一位管理员：请先指定他人" },
  },
  "people.unlock": {
    applied: { en: "{name} may try the PIN again", zh: "{name} 可以重新输入 PIN" },
  },
  "pick.bind": {
    applied: { en: "{tote} is for order {order}", zh: "{tote} 用于订单 {order}" },
    not_a_tote: { en: "That is no tote: scan the label of a tote", zh: "这不是周转箱：请扫描周转箱标签" },
    tote_taken: { en: "{tote} holds another order: take an empty one", zh: "{tote} 已被其他订单占用：请换空箱" },
    order_gone: { en: "Order {order} has left the cart: put {tote} aside", zh: "订单 {order} 已离开拣货车：请放下 {tote}" },
  },
  "pick.claim": {
    applied: { en: "Run {number} is yours", zh: "拣货单 {number} 归您" },
    run_held: { en: "{picker} is on run {number}", zh: "{picker} 正在拣货单 {number}" },
    run_over: { en: "Run {number} is over", zh: "拣货单 {number} 已结束" },
  },
  "pick.found": {
    applied: { en: "{units} found at {place}", zh: "在 {place} 找到 {units} 件" },
  },
  "pick.hand_over": {
    applied: { en: "Run {number} is with the packers", zh: "拣货单 {number} 已交给打包" },
    unfinished: { en: "{units} not picked on run {number}: pick the rest", zh: "拣货单 {number} 还有 {units} 件未拣：请补拣" },
  },
  "pick.put": {
    applied: { en: "{units} are in {tote}", zh: "{units} 件已放入 {tote}" },
    wrong_tote: { en: "Wrong tote {seen}: move {units} to {tote}", zh: "周转箱 {seen} 不对：请将 {units} 件移到 {tote}" },
  },
  "pick.put_back": {
    applied: { en: "{units} put back at {place}", zh: "已放回 {place} {units} 件" },
    more_than_picked: { en: "{units} more put back than were picked: recount {place}", zh: "放回比拣出多 {units} 件：请重新盘点 {place}" },
    not_in_books: { en: "{units} more taken than the books hold: recount {place}", zh: "实取比账面多 {units} 件：请重新盘点 {place}" },
  },
  "pick.release": {
    applied: { en: "Run {number}: {orders} orders, {stops} stops", zh: "拣货单 {number}：{orders} 单，{stops} 个拣位" },
    already_there: { en: "This run was made before", zh: "此拣货单已存在" },
    named_twice: { en: "Order {order} is named twice", zh: "订单 {order} 重复" },
    other_warehouse: { en: "Order {order} is for {warehouse}", zh: "订单 {order} 属于仓库 {warehouse}" },
    not_approved: { en: "Order {order} is not ready to be picked ({stage})", zh: "订单 {order} 不能拣货（{stage}）" },
    held: { en: "Order {order} is held: {reason}", zh: "订单 {order} 已暂停：{reason}" },
    nothing_reserved: { en: "Nothing is reserved for order {order}", zh: "订单 {order} 没有预留库存" },
    not_covered: { en: "The bins lack {missing} of {product} for order {order}", zh: "拣位缺 {product} {missing} 件（订单 {order}）" },
  },
  "pick.scan": {
    applied: { en: "{units} picked, {left} to go", zh: "已拣 {units}，还剩 {left}" },
    wrong_item: { en: "Wrong item {seen}: put it back at {place}", zh: "货品不符 {seen}：请放回 {place}" },
    over_pick: { en: "{units} too many: put back at {place}", zh: "多拣 {units} 件：请放回 {place}" },
    picked_twice: { en: "A colleague has picked this: put {units} back at {place}", zh: "同事已拣完此行：请将 {units} 件放回 {place}" },
    other_lot: { en: "Lot {seen} in place of {lot}: check it", zh: "批次 {seen} 代替 {lot}：请核对" },
    not_in_books: { en: "{units} more taken than the books hold: recount {place}", zh: "实取比账面多 {units} 件：请重新盘点 {place}" },
  },
  "pick.short": {
    applied: { en: "{units} short at {place}", zh: "{place} 缺 {units} 件" },
    short: { en: "{units} short: somebody counts {place}", zh: "缺 {units} 件：将盘点 {place}" },
  },
  "product.add": {
    applied: { en: "{product} is in the catalog", zh: "{product} 已加入目录" },
    already_there: { en: "{product} is in the catalog already", zh: "{product} 已在目录中" },
    barcode_taken: { en: "{code} is on {product} already", zh: "条码 {code} 已属于 {product}" },
    named_twice: { en: "{code} is named twice", zh: "{code} 重复" },
  },
  "product.bind_code": {
    applied: { en: "{code} is {product} from now on", zh: "今后 {code} 即为 {product}" },
    barcode_taken: { en: "{code} is on {product} already", zh: "条码 {code} 已属于 {product}" },
    other_pack: { en: "{code} stands for {units} of {product} already", zh: "条码 {code} 已代表 {units} 件 {product}" },
    not_on_goods: { en: "{code} does not stand for goods: scan the code on the goods", zh: "{code} 不是货品条码：请扫描货品上的条码" },
  },
  "ship.hand_over": {
    applied: { en: "{cartons} cartons have left with {driver}", zh: "{cartons} 箱已由 {driver} 运走" },
    below_promised: { en: "{units} units are promised and not there: look at the open orders", zh: "已承诺但缺货 {units} 件：请检查未完成订单" },
  },
  "ship.load": {
    applied: { en: "Carton {number} of order {order} is on {manifest}", zh: "订单 {order} 第 {number} 箱已装上 {manifest}" },
    unknown_carton: { en: "No carton of ours: set {seen} aside", zh: "不是本仓的箱子：请将 {seen} 放到一边" },
    already_shipped: { en: "Carton {number} of order {order} has left before", zh: "订单 {order} 第 {number} 箱已发出" },
    cancelled: { en: "Order {order} was cancelled: take its carton off", zh: "订单 {order} 已取消：请卸下" },
    order_held: { en: "Order {order} is held: take its carton off", zh: "订单 {order} 已暂停：请卸下" },
    on_other_manifest: { en: "This carton was on {other}: check that list", zh: "此箱原在 {other}：请核对该装车单" },
    truck_gone: { en: "{manifest} was handed over before: check this carton", zh: "{manifest} 已交接：请核对此箱" },
  },
  "ship.open": {
    applied: { en: "Manifest {number} is open at {dock}", zh: "装车单 {number} 已在 {dock} 开始" },
    already_there: { en: "This manifest was opened before", zh: "此装车单已存在" },
  },
  "ship.unload": {
    applied: { en: "Carton {number} of order {order} is off the truck", zh: "订单 {order} 第 {number} 箱已卸下" },
    not_on_truck: { en: "{seen} was not on {manifest}: set it aside", zh: "{seen} 不在 {manifest} 上：请放到一边" },
  },
  "stock.add_locations": {
    applied: { en: "{locations} places added to {warehouse}", zh: "已在 {warehouse} 添加 {locations} 个库位" },
    already_there: { en: "{code} is there already", zh: "{code} 已存在" },
    named_twice: { en: "{code} is named twice", zh: "{code} 重复" },
  },
  "stock.add_warehouse": {
    applied: { en: "Warehouse {warehouse} is there", zh: "仓库 {warehouse} 已建立" },
    already_there: { en: "Warehouse {warehouse} is there already", zh: "仓库 {warehouse} 已存在" },
  },
  "stock.count": {
    applied: { en: "{place}: {counted} counted, {difference} against the books", zh: "{place}：实盘 {counted}，差异 {difference}" },
    not_a_place: { en: "{place} cannot be counted", zh: "{place} 无法盘点" },
    below_promised: { en: "{units} units are promised and not there: look at the open orders", zh: "已承诺但缺货 {units} 件：请检查未完成订单" },
  },
  "stock.receive": {
    applied: { en: "{units} of {product} received at {place}", zh: "{place} 收到 {product} {units} 件" },
    not_a_place: { en: "{place} is no place of this warehouse: say where the goods are", zh: "{place} 不是本仓库位：请指明位置" },
    lot_missing: { en: "{product} goes by lot: read the lot", zh: "{product} 按批次管理：请读取批次" },
    expiry_differs: { en: "Lot {lot} expires on {known} by the books: read its date again", zh: "批次 {lot} 账面到期日为 {known}：请重新核对日期" },
  },
  "task.accept": {
    applied: { en: "It counts now", zh: "该操作现已生效" },
    already_settled: { en: "{by} has settled this: {choice}", zh: "{by} 已处理：{choice}" },
    nothing_held: { en: "No action is held back here", zh: "此处没有被暂扣的操作" },
    still_missing: { en: "It speaks of {table} {id}, which is not there", zh: "它涉及的 {table} {id} 不存在" },
  },
  "task.settle": {
    applied: { en: "Settled: {choice}", zh: "已处理：{choice}" },
    already_settled: { en: "{by} has settled this: {choice}", zh: "{by} 已处理：{choice}" },
    unknown_choice: { en: "{choice} is no way to settle this", zh: "不能以 {choice} 处理此任务" },
    count_missing: { en: "Say how many you counted at {place}", zh: "请填写 {place} 的实盘数量" },
    decide_order: { en: "Decide on the order itself: approve, cancel or reject it", zh: "请直接处理该订单：批准、取消或拒绝" },
    below_promised: { en: "{units} units are promised and not there: look at the open orders", zh: "已承诺但缺货 {units} 件：请检查未完成订单" },
  },
};

/** What the engine itself can answer to any op. */
export const CODES: Readonly<Record<string, Text>> = {
  applied: { en: "Done", zh: "已完成" },
  no_right: { en: "You may not do this here: {right}", zh: "您没有此处的权限：{right}" },
  not_found: { en: "{table} {id} is not there, or not yours to see", zh: "找不到 {table} {id}，或您无权查看" },
  grant_lapsed: { en: "Done by somebody whose right ended meanwhile: check it", zh: "操作人的权限已失效：请核查此操作" },
  dep_refused: { en: "It builds on action {root}, which was refused", zh: "它依赖的操作 {root} 已被拒绝" },
  basis_changed: { en: "{table} {field} changed meanwhile: {theirs} instead of {mine}", zh: "{table} {field} 已被更改：现为 {theirs}，您看到的是 {mine}" },
  unknown_kind: { en: "This server does not know the action {kind}", zh: "服务器不认识操作 {kind}" },
  bad_body: { en: "The action could not be read: {why}", zh: "无法读取该操作：{why}" },
  bad_op: { en: "These bytes are no action: {why}", zh: "这些数据不是有效操作：{why}" },
  unknown_row: { en: "It speaks of {table} {id}, which is not there", zh: "它涉及的 {table} {id} 不存在" },
  unknown_author: { en: "{author} has not worked on this device", zh: "{author} 未在此设备上登录过" },
  never_held: { en: "Done without ever having the right: {right}", zh: "操作人从未拥有该权限：{right}" },
  duplicate_id: { en: "The id {id} was used by another action", zh: "操作编号 {id} 已被使用" },
  sign_in_needed: { en: "It came while nobody was signed in: sign in and send it again", zh: "发送时无人登录：请登录后重新发送" },
  promise_changed: { en: "The server was restored. Before, this was “{was}”; now it is “{now}”. Check it", zh: "服务器已恢复：此前结果为“{was}”，现为“{now}”，请核查" },
  device_lost: { en: "From a device that was reported lost", zh: "来自已挂失的设备" },
  device_revoked: { en: "From a device that was taken out of use", zh: "来自已停用的设备" },
  internal: { en: "The server failed on it; it is kept, incident {incident}", zh: "服务器处理出错，数据已保留，编号 {incident}" },
};
