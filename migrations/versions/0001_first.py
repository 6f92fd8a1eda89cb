"""The first tables."""
# ruff: noqa: E501, PLR0915  (frozen history, one statement a table)

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("person", TEXT, nullable=False),
        sa.Column("login", TEXT, nullable=False),
        sa.Column("password", TEXT, nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_table(
        "attempt",
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempt")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_attempt_at"), "attempt", ["at"], unique=False)
    op.create_table(
        "badge",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("pin", TEXT, nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("tried_at", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_badge")),
        sa.UniqueConstraint("person", name=op.f("uq_badge_person")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "change",
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("tbl", TEXT, nullable=False),
        sa.Column("row", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", "seq", name=op.f("pk_change")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counter",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("next", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("next > 0", name=op.f("ck_counter_counts_up")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "customer",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("email", TEXT, nullable=False),
        sa.Column("rep", TEXT, nullable=True),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("credit_limit", sa.BigInteger(), nullable=False),
        sa.Column("open_amount", sa.BigInteger(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("street", TEXT, nullable=False),
        sa.Column("city", TEXT, nullable=False),
        sa.Column("zip", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=False),
        sa.Column("phone", TEXT, nullable=False),
        sa.CheckConstraint("credit_limit >= 0", name=op.f("ck_customer_credit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_customer_email"), "customer", ["email"], unique=False)
    op.create_table(
        "device",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("fork_of", TEXT, nullable=False),
        sa.CheckConstraint("kind IN ('handheld', 'phone', 'tablet', 'desk', 'system')", name=op.f("ck_device_kind")),
        sa.CheckConstraint("state IN ('active', 'lost', 'revoked')", name=op.f("ck_device_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "device_head",
        sa.Column("device", TEXT, nullable=False),
        sa.Column("last_n", sa.BigInteger(), nullable=False),
        sa.Column("h", sa.LargeBinary(), nullable=False),
        sa.Column("outcome_h", sa.LargeBinary(), nullable=False),
        sa.Column("declared_n", sa.BigInteger(), nullable=False),
        sa.Column("durable_n", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("device", name=op.f("pk_device_head")),
    )
    op.create_table(
        "enrol_code",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("device", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("key", TEXT, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_enrol_code")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_enrol_code_expires_at"), "enrol_code", ["expires_at"], unique=False)
    op.create_table(
        "epoch",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_epoch")),
    )
    op.create_table(
        "exception_task",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("act", TEXT, nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("params", TEXT, nullable=False),
        sa.Column("choices", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("op", TEXT, nullable=False),
        sa.Column("raised_by", TEXT, nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_by", TEXT, nullable=True),
        sa.Column("settled_as", TEXT, nullable=False),
        sa.CheckConstraint("stage IN ('open', 'settled')", name=op.f("ck_exception_task_stage")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exception_task")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_exception_task_op"), "exception_task", ["op"], unique=False)
    op.create_index(op.f("ix_exception_task_stage"), "exception_task", ["stage"], unique=False)
    op.create_table(
        "head",
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("floor", sa.BigInteger(), nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("rows", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_head")),
    )
    op.create_table(
        "log_floor",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("floor", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("floor >= 0", name=op.f("ck_log_floor_counts_up")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_floor")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "member",
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("tbl", TEXT, nullable=False),
        sa.Column("row", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("scope", "tbl", "row", name=op.f("pk_member")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "meta",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "older_digest",
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("rows_v", sa.BigInteger(), nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("scope", "rows_v", name=op.f("pk_older_digest")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "op",
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("device", TEXT, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("author_known", sa.Boolean(), nullable=False),
        sa.Column("grant_v", sa.BigInteger(), nullable=False),
        sa.Column("wall", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("via", TEXT, nullable=False),
        sa.Column("batch", sa.BigInteger(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("prior", sa.LargeBinary(), nullable=True),
        sa.Column("h", sa.LargeBinary(), nullable=False),
        sa.Column("out", TEXT, nullable=False),
        sa.Column("outcome", sa.LargeBinary(), nullable=False),
        sa.Column("outcome_h", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("via IN ('push', 'drop', 'own')", name=op.f("ck_op_via")),
        sa.CheckConstraint("\"out\" IN ('applied', 'exception', 'refused', 'quarantined')", name=op.f("ck_op_out")),
        sa.CheckConstraint("n > 0", name=op.f("ck_op_dense_from_one")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_op")),
        sa.UniqueConstraint("device", "n", name=op.f("uq_op_device_n")),
        sa.UniqueConstraint("id", name=op.f("uq_op_id")),
    )
    op.create_table(
        "op_subject",
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("op", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("subject", "op", name=op.f("pk_op_subject")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("language IN ('en', 'zh')", name=op.f("ck_person_language")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "product",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("name_en", TEXT, nullable=False),
        sa.Column("name_zh", TEXT, nullable=False),
        sa.Column("product_class", TEXT, nullable=False),
        sa.Column("weight_g", sa.BigInteger(), nullable=False),
        sa.Column("lot_tracked", sa.Boolean(), nullable=False),
        sa.Column("shelf_life_days", sa.BigInteger(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("weight_g >= 0", name=op.f("ck_product_weight")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "refresh",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("sid", TEXT, nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("successor", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_refresh")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_refresh_sid"), "refresh", ["sid"], unique=False)
    op.create_table(
        "session",
        sa.Column("sid", TEXT, nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("device", TEXT, nullable=False),
        sa.Column("key", TEXT, server_default="", nullable=False),
        sa.Column("how", TEXT, server_default="password", nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_why", TEXT, server_default="", nullable=False),
        sa.PrimaryKeyConstraint("sid", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_device"), "session", ["device"], unique=False)
    op.create_index(op.f("ix_session_key"), "session", ["key"], unique=False)
    op.create_index(op.f("ix_session_person"), "session", ["person"], unique=False)
    op.create_table(
        "warehouse",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("name_en", TEXT, nullable=False),
        sa.Column("name_zh", TEXT, nullable=False),
        sa.Column("company_prefix", TEXT, nullable=False),
        sa.Column("street", TEXT, nullable=False),
        sa.Column("city", TEXT, nullable=False),
        sa.Column("zip", TEXT, nullable=False),
        sa.Column("country", TEXT, nullable=False),
        sa.Column("time_zone", TEXT, nullable=False),
        sa.CheckConstraint("length(company_prefix) BETWEEN 7 AND 10", name=op.f("ck_warehouse_prefix")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warehouse")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "barcode",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("level IN ('each', 'inner', 'case', 'pallet')", name=op.f("ck_barcode_level")),
        sa.CheckConstraint("units > 0", name=op.f("ck_barcode_units_some")),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_barcode_product"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_barcode")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_barcode_product"), "barcode", ["product"], unique=False)
    op.create_table(
        "lease",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("device", TEXT, nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("use_by", sa.BigInteger(), nullable=False),
        sa.Column("reclaim_at", sa.BigInteger(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("open_on", TEXT, nullable=False),
        sa.CheckConstraint("(state = 'spent') = (used = quantity)", name=op.f("ck_lease_spent")),
        sa.CheckConstraint(
            "state <> 'open' OR (used < quantity AND open_on = device)", name=op.f("ck_lease_open_rest")
        ),
        sa.CheckConstraint("state = 'open' OR open_on = ''", name=op.f("ck_lease_closed")),
        sa.CheckConstraint("state IN ('open', 'spent', 'returned', 'reclaimed')", name=op.f("ck_lease_state")),
        sa.CheckConstraint("quantity > 0 AND used >= 0 AND used <= quantity", name=op.f("ck_lease_within")),
        sa.CheckConstraint("reclaim_at >= use_by", name=op.f("ck_lease_span")),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name=op.f("fk_lease_person"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_lease_product"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_lease_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lease")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_lease_open_on"), "lease", ["open_on"], unique=False)
    op.create_index(op.f("ix_lease_state_reclaim_at"), "lease", ["state", "reclaim_at"], unique=False)
    op.create_table(
        "location",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("pick_sequence", sa.BigInteger(), nullable=False),
        sa.Column("check_digits", TEXT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('bin', 'tote', 'pack', 'stage', 'dock', 'receive', 'outside')", name=op.f("ck_location_kind")
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_location_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
        sa.UniqueConstraint("warehouse", "code", name=op.f("uq_location_warehouse_code")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "lot",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("expiry", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_lot_product"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_lot_product"), "lot", ["product"], unique=False)
    op.create_table(
        "manifest",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("dock", TEXT, nullable=False),
        sa.Column("carrier", TEXT, nullable=False),
        sa.Column("vehicle", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("driver", TEXT, nullable=False),
        sa.Column("seal", TEXT, nullable=False),
        sa.Column("cartons", sa.BigInteger(), nullable=False),
        sa.Column("handed_over_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("stage IN ('open', 'handed_over')", name=op.f("ck_manifest_stage")),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_manifest_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manifest")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "pick_run",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("picker", TEXT, nullable=True),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.Column("tasks", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("stage IN ('ready', 'picking', 'done', 'cancelled')", name=op.f("ck_pick_run_stage")),
        sa.ForeignKeyConstraint(
            ["picker"], ["person.id"], name=op.f("fk_pick_run_picker"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_pick_run_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_run")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "product_unit",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.Column("weight_g", sa.BigInteger(), nullable=False),
        sa.Column("length_mm", sa.BigInteger(), nullable=False),
        sa.Column("width_mm", sa.BigInteger(), nullable=False),
        sa.Column("height_mm", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("level IN ('each', 'inner', 'case', 'pallet')", name=op.f("ck_product_unit_level")),
        sa.CheckConstraint("units > 0", name=op.f("ck_product_unit_units_some")),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_product_unit_product"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_unit")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "role_grant",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("person", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("from_v", sa.BigInteger(), nullable=False),
        sa.Column("to_v", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "role IN ('picker', 'packer', 'dock', 'lead', 'sales', 'manager', 'finance', 'service', 'admin', 'system')",
            name=op.f("ck_role_grant_role"),
        ),
        sa.CheckConstraint("to_v IS NULL OR to_v > from_v", name=op.f("ck_role_grant_span")),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name=op.f("fk_role_grant_person"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_role_grant_person"), "role_grant", ["person"], unique=False)
    op.create_table(
        "sales_order",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("external_id", TEXT, nullable=False),
        sa.Column("customer", TEXT, nullable=True),
        sa.Column("rep", TEXT, nullable=True),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("held", TEXT, nullable=False),
        sa.Column("currency", TEXT, nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("placed_at", sa.BigInteger(), nullable=False),
        sa.Column("placed_by", TEXT, nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("ship_name", TEXT, nullable=False),
        sa.Column("ship_street", TEXT, nullable=False),
        sa.Column("ship_city", TEXT, nullable=False),
        sa.Column("ship_zip", TEXT, nullable=False),
        sa.Column("ship_country", TEXT, nullable=False),
        sa.Column("ship_phone", TEXT, nullable=False),
        sa.Column("payment", TEXT, nullable=False),
        sa.Column("notes", TEXT, nullable=False),
        sa.Column("lines", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", TEXT, nullable=True),
        sa.Column("decided_why", TEXT, nullable=False),
        sa.Column("unkept", TEXT, nullable=False),
        sa.CheckConstraint(
            "stage IN ('review', 'approved', 'released', 'picking', 'picked', 'packing', 'packed', 'loaded', 'shipped', 'rejected', 'cancelled')",
            name=op.f("ck_sales_order_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["customer"], ["customer.id"], name=op.f("fk_sales_order_customer"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"],
            ["warehouse.id"],
            name=op.f("fk_sales_order_warehouse"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sales_order")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_sales_order_channel_external_id"), "sales_order", ["channel", "external_id"], unique=False)
    op.create_index(op.f("ix_sales_order_customer"), "sales_order", ["customer"], unique=False)
    op.create_index(op.f("ix_sales_order_number"), "sales_order", ["number"], unique=False)
    op.create_index(op.f("ix_sales_order_stage"), "sales_order", ["stage"], unique=False)
    op.create_table(
        "stock_position",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("on_hand", sa.BigInteger(), nullable=False),
        sa.Column("short_open", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("leased", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("on_hand + short_open - reserved - leased >= 0", name=op.f("ck_stock_position_no_oversell")),
        sa.CheckConstraint(
            "on_hand >= 0 AND short_open >= 0 AND reserved >= 0 AND leased >= 0", name=op.f("ck_stock_position_parts")
        ),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_stock_position_product"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"],
            ["warehouse.id"],
            name=op.f("fk_stock_position_warehouse"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_position")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "finding",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("order", TEXT, nullable=False),
        sa.Column("rep", TEXT, nullable=True),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("limit", TEXT, nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["order"], ["sales_order.id"], name=op.f("fk_finding_order"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_finding_order"), "finding", ["order"], unique=False)
    op.create_table(
        "move",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("op", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("lot", TEXT, nullable=False),
        sa.Column("from_location", TEXT, nullable=False),
        sa.Column("to_location", TEXT, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("from_location <> to_location", name=op.f("ck_move_elsewhere")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_move_some")),
        sa.ForeignKeyConstraint(
            ["from_location"],
            ["location.id"],
            name=op.f("fk_move_from_location"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_move_product"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["to_location"], ["location.id"], name=op.f("fk_move_to_location"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_move")),
        sqlite_with_rowid=True,
    )
    op.create_index(
        op.f("ix_move_from_location_product_lot"), "move", ["from_location", "product", "lot"], unique=False
    )
    op.create_index(op.f("ix_move_op"), "move", ["op"], unique=False)
    op.create_index(op.f("ix_move_to_location_product_lot"), "move", ["to_location", "product", "lot"], unique=False)
    op.create_table(
        "order_line",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("order", TEXT, nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.Column("rep", TEXT, nullable=True),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("ordered", sa.BigInteger(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("backordered", sa.BigInteger(), nullable=False),
        sa.Column("picked", sa.BigInteger(), nullable=False),
        sa.Column("short", sa.BigInteger(), nullable=False),
        sa.Column("packed", sa.BigInteger(), nullable=False),
        sa.Column("shipped", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "ordered > 0 AND reserved >= 0 AND picked >= 0 AND short >= 0 AND packed >= 0 AND shipped >= 0",
            name=op.f("ck_order_line_amounts"),
        ),
        sa.ForeignKeyConstraint(
            ["order"], ["sales_order.id"], name=op.f("fk_order_line_order"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_order_line_product"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_line")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_order_line_order"), "order_line", ["order"], unique=False)
    op.create_table(
        "shipment",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("order", TEXT, nullable=False),
        sa.Column("order_number", TEXT, nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("ship_name", TEXT, nullable=False),
        sa.Column("ship_street", TEXT, nullable=False),
        sa.Column("ship_city", TEXT, nullable=False),
        sa.Column("ship_zip", TEXT, nullable=False),
        sa.Column("ship_country", TEXT, nullable=False),
        sa.Column("ship_phone", TEXT, nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("packer", TEXT, nullable=True),
        sa.Column("cartons", sa.BigInteger(), nullable=False),
        sa.Column("manifest", TEXT, nullable=True),
        sa.CheckConstraint(
            "stage IN ('released', 'picking', 'picked', 'packing', 'packed', 'loaded', 'shipped', 'cancelled')",
            name=op.f("ck_shipment_stage"),
        ),
        sa.ForeignKeyConstraint(
            ["manifest"], ["manifest.id"], name=op.f("fk_shipment_manifest"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["order"], ["sales_order.id"], name=op.f("fk_shipment_order"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_shipment_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
        sqlite_with_rowid=True,
    )
    op.create_table(
        "stock",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("location", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("lot", TEXT, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("allocated", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("allocated >= 0", name=op.f("ck_stock_allocated_some")),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_stock_never_negative")),
        sa.ForeignKeyConstraint(
            ["location"], ["location.id"], name=op.f("fk_stock_location"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_stock_product"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_stock_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_stock_location"), "stock", ["location"], unique=False)
    op.create_index(op.f("ix_stock_product"), "stock", ["product"], unique=False)
    op.create_table(
        "carton",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("shipment", TEXT, nullable=False),
        sa.Column("order_number", TEXT, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("stage", TEXT, nullable=False),
        sa.Column("sscc", TEXT, nullable=True),
        sa.Column("weight_g", sa.BigInteger(), nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=False),
        sa.Column("manifest", TEXT, nullable=True),
        sa.CheckConstraint("stage IN ('open', 'closed', 'loaded', 'shipped')", name=op.f("ck_carton_stage")),
        sa.CheckConstraint("sscc IS NULL OR length(sscc) = 18", name=op.f("ck_carton_sscc_18")),
        sa.ForeignKeyConstraint(
            ["manifest"], ["manifest.id"], name=op.f("fk_carton_manifest"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["shipment"], ["shipment.id"], name=op.f("fk_carton_shipment"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carton")),
        sa.UniqueConstraint("sscc", name=op.f("uq_carton_sscc")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_carton_manifest"), "carton", ["manifest"], unique=False)
    op.create_index(op.f("ix_carton_shipment"), "carton", ["shipment"], unique=False)
    op.create_table(
        "reservation",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("order_line", TEXT, nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_reservation_some")),
        sa.ForeignKeyConstraint(
            ["order_line"],
            ["order_line.id"],
            name=op.f("fk_reservation_order_line"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_reservation_product"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"],
            ["warehouse.id"],
            name=op.f("fk_reservation_warehouse"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_reservation_order_line"), "reservation", ["order_line"], unique=False)
    op.create_table(
        "shipment_line",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("shipment", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("wanted", sa.BigInteger(), nullable=False),
        sa.Column("picked", sa.BigInteger(), nullable=False),
        sa.Column("short", sa.BigInteger(), nullable=False),
        sa.Column("packed", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "wanted >= 0 AND picked >= 0 AND packed >= 0 AND short >= 0", name=op.f("ck_shipment_line_amounts")
        ),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_shipment_line_product"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["shipment"], ["shipment.id"], name=op.f("fk_shipment_line_shipment"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment_line")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_shipment_line_shipment"), "shipment_line", ["shipment"], unique=False)
    op.create_table(
        "tote",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("shipment", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["shipment"], ["shipment.id"], name=op.f("fk_tote_shipment"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["warehouse"], ["warehouse.id"], name=op.f("fk_tote_warehouse"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tote")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_tote_shipment"), "tote", ["shipment"], unique=False)
    op.create_table(
        "carton_item",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("carton", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("lot", TEXT, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_carton_item_some")),
        sa.ForeignKeyConstraint(
            ["carton"], ["carton.id"], name=op.f("fk_carton_item_carton"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carton_item")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_carton_item_carton"), "carton_item", ["carton"], unique=False)
    op.create_table(
        "pick_slot",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("run", TEXT, nullable=False),
        sa.Column("slot", sa.BigInteger(), nullable=False),
        sa.Column("shipment", TEXT, nullable=False),
        sa.Column("order_number", TEXT, nullable=False),
        sa.Column("tote", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["run"], ["pick_run.id"], name=op.f("fk_pick_slot_run"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["shipment"], ["shipment.id"], name=op.f("fk_pick_slot_shipment"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["tote"], ["tote.id"], name=op.f("fk_pick_slot_tote"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_slot")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_pick_slot_run"), "pick_slot", ["run"], unique=False)
    op.create_index(op.f("ix_pick_slot_shipment"), "pick_slot", ["shipment"], unique=False)
    op.create_table(
        "pick_task",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("ver", sa.BigInteger(), nullable=False),
        sa.Column("warehouse", TEXT, nullable=False),
        sa.Column("run", TEXT, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("slot", TEXT, nullable=False),
        sa.Column("shipment", TEXT, nullable=False),
        sa.Column("shipment_line", TEXT, nullable=False),
        sa.Column("order_number", TEXT, nullable=False),
        sa.Column("product", TEXT, nullable=False),
        sa.Column("location", TEXT, nullable=False),
        sa.Column("lot", TEXT, nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("picked", sa.BigInteger(), nullable=False),
        sa.Column("put", sa.BigInteger(), nullable=False),
        sa.Column("short", sa.BigInteger(), nullable=False),
        sa.Column("short_reason", TEXT, nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "quantity > 0 AND picked >= 0 AND put >= 0 AND short >= 0", name=op.f("ck_pick_task_amounts")
        ),
        sa.ForeignKeyConstraint(
            ["location"], ["location.id"], name=op.f("fk_pick_task_location"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["product"], ["product.id"], name=op.f("fk_pick_task_product"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["run"], ["pick_run.id"], name=op.f("fk_pick_task_run"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["slot"], ["pick_slot.id"], name=op.f("fk_pick_task_slot"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pick_task")),
        sqlite_with_rowid=True,
    )
    op.create_index(op.f("ix_pick_task_run"), "pick_task", ["run"], unique=False)
    op.create_index(op.f("ix_pick_task_shipment"), "pick_task", ["shipment"], unique=False)
    op.create_index(op.f("ix_pick_task_shipment_line"), "pick_task", ["shipment_line"], unique=False)
    op.create_index(op.f("ix_pick_task_slot"), "pick_task", ["slot"], unique=False)
