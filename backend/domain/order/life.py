"""The life of an order, from intake to truck: used by the code, drawn on the screen, checked by tests."""

from __future__ import annotations

from backend.domain.life import Life, StageRule

_CANCEL = {"order.cancel": "cancelled"}

ORDER_LIFE = Life(
    name="order",
    start="review",
    stages={
        "review": StageRule(
            "manager", {"order.approve": "approved", "order.reject": "rejected", **_CANCEL}, 60, "Review", "审核"
        ),
        "approved": StageRule("lead", {"pick.release": "released", **_CANCEL}, 240, "Approved", "已批准"),
        "released": StageRule("picker", {"pick.claim": "picking", **_CANCEL}, 120, "Released", "已下发"),
        "picking": StageRule("picker", {"pick.hand_over": "picked", **_CANCEL}, 60, "Picking", "拣货中"),
        "picked": StageRule("packer", {"pack.open": "packing", **_CANCEL}, 60, "Picked", "已拣"),
        "packing": StageRule("packer", {"pack.finish": "packed", **_CANCEL}, 30, "Packing", "打包中"),
        "packed": StageRule("dock", {"ship.load": "loaded"}, 240, "Packed", "已打包"),
        "loaded": StageRule("dock", {"ship.hand_over": "shipped", "ship.unload": "packed"}, 120, "Loaded", "已装车"),
        "shipped": StageRule("", {}, None, "Shipped", "已发货"),
        "rejected": StageRule("", {}, None, "Rejected", "已拒绝"),
        "cancelled": StageRule("", {}, None, "Cancelled", "已取消"),
    },
)
