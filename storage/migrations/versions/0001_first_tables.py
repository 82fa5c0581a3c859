"""The first tables of all rooms."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)
SECRET = sa.LargeBinary()
"""encrypted by `storage.encryption`"""


def upgrade() -> None:
    _service_items()
    _conversations()
    _applications()
    _profiles()
    _submissions()
    _intake()
    _audit()
    _access()


def _service_items() -> None:
    op.create_table(
        "service_items",
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("official_name", sa.String(300), nullable=False),
        sa.Column("plain_name", sa.String(300), nullable=False),
        sa.Column("authority", sa.String(100), nullable=False),
        sa.Column("subject", sa.String(10), nullable=False),
        sa.Column("aliases", sa.JSON, nullable=False),
        sa.Column("origin", sa.String(40), nullable=False),
        sa.Column("withdrawn_at", INSTANT),
        sa.PrimaryKeyConstraint("item_id", name="pk_service_items"),
    )
    op.create_index("ix_service_items_official_name", "service_items", ["official_name"])
    op.create_table(
        "guide_versions",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_until", sa.Date),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("published_by", sa.String(100), nullable=False),
        sa.Column("withdrawn_at", INSTANT),
        sa.Column("withdrawn_why", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["service_items.item_id"], name="fk_guide_versions_item_id"),
        sa.PrimaryKeyConstraint("id", name="pk_guide_versions"),
        sa.UniqueConstraint("item_id", "version", name="uq_guide_versions_item_id_version"),
    )
    op.create_index("ix_guide_versions_item_id", "guide_versions", ["item_id"])
    op.create_table(
        "publication_state",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("generation", sa.Integer, nullable=False),
        sa.Column("indexed_generation", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publication_state"),
    )


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("owner_id", sa.String(80)),
        sa.Column("token_digest", sa.String(64)),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("district", sa.String(12)),
        sa.Column("state", SECRET, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_owner_id", "conversations", ["owner_id"])
    op.create_table(
        "turns",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("conversation_id", sa.String(40), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("client_message_id", sa.String(100)),
        sa.Column("text", SECRET, nullable=False),
        sa.Column("document_id", sa.String(40)),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reply", SECRET, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversations.id"], name="fk_turns_conversation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
        sa.UniqueConstraint(
            "conversation_id", "client_message_id", name="uq_turns_conversation_id_client_message_id"
        ),
        sa.UniqueConstraint("conversation_id", "seq", name="uq_turns_conversation_id_seq"),
    )
    op.create_index("ix_turns_conversation_id", "turns", ["conversation_id"])


def _applications() -> None:
    op.create_table(
        "applications",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("owner_id", sa.String(80), nullable=False),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("guide_version", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("data", SECRET, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_applications"),
    )
    op.create_index("ix_applications_owner_id", "applications", ["owner_id"])
    op.create_index("ix_applications_state", "applications", ["state"])
    op.create_table(
        "documents",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("owner_id", sa.String(80), nullable=False),
        sa.Column("conversation_id", sa.String(40)),
        sa.Column("application_id", sa.String(40)),
        sa.Column("material_id", sa.String(80)),
        sa.Column("file_ref", sa.String(100), nullable=False),
        sa.Column("filename", SECRET, nullable=False),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("pages", SECRET),
        sa.Column("kept_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_index("ix_documents_application_id", "documents", ["application_id"])
    op.create_index("ix_documents_conversation_id", "documents", ["conversation_id"])
    op.create_index("ix_documents_owner_id", "documents", ["owner_id"])
    op.create_index("ix_documents_state", "documents", ["state"])


def _profiles() -> None:
    op.create_table(
        "profile_facts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("owner_id", sa.String(80), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("value", SECRET, nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_profile_facts"),
        sa.UniqueConstraint("owner_id", "name", name="uq_profile_facts_owner_id_name"),
    )
    op.create_index("ix_profile_facts_owner_id", "profile_facts", ["owner_id"])
    op.create_table(
        "certificates",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("owner_id", sa.String(80), nullable=False),
        sa.Column("document_type", sa.String(40), nullable=False),
        sa.Column("fields", SECRET, nullable=False),
        sa.Column("valid_from", sa.Date),
        sa.Column("valid_until", sa.Date),
        sa.PrimaryKeyConstraint("id", name="pk_certificates"),
    )
    op.create_index("ix_certificates_owner_id", "certificates", ["owner_id"])


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("application_id", sa.String(40), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("owner_id", sa.String(80), nullable=False),
        sa.Column("snapshot", SECRET, nullable=False),
        sa.Column("acceptance_number", sa.String(40)),
        sa.Column("received_at", INSTANT),
        sa.Column("deadline", sa.Date),
        sa.Column("query_code", sa.String(20)),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name="fk_submissions_application_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.UniqueConstraint("acceptance_number", name="uq_submissions_acceptance_number"),
        sa.UniqueConstraint("application_id", "round", name="uq_submissions_application_id_round"),
    )
    op.create_index("ix_submissions_application_id", "submissions", ["application_id"])
    op.create_index("ix_submissions_owner_id", "submissions", ["owner_id"])
    op.create_table(
        "submission_keys",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("owner_id", sa.String(80), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("submission_id", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submissions.id"], name="fk_submission_keys_submission_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_submission_keys"),
        sa.UniqueConstraint("owner_id", "key", name="uq_submission_keys_owner_id_key"),
    )
    op.create_index("ix_submission_keys_submission_id", "submission_keys", ["submission_id"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("submission_id", sa.String(40), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", INSTANT, nullable=False),
        sa.Column("last_error", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_outbox_submission_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
    )
    op.create_index("ix_outbox_state", "outbox", ["state"])
    op.create_index("ix_outbox_submission_id", "outbox", ["submission_id"])


def _intake() -> None:
    op.create_table(
        "intake_cases",
        sa.Column("acceptance_number", sa.String(40), nullable=False),
        sa.Column("submission_key", sa.String(80), nullable=False),
        sa.Column("item_id", sa.String(80), nullable=False),
        sa.Column("case", SECRET, nullable=False),
        sa.Column("received_at", INSTANT, nullable=False),
        sa.Column("deadline", sa.Date, nullable=False),
        sa.Column("query_code", sa.String(20), nullable=False),
        sa.Column("withdrawn_at", INSTANT),
        sa.PrimaryKeyConstraint("acceptance_number", name="pk_intake_cases"),
        sa.UniqueConstraint("submission_key", name="uq_intake_cases_submission_key"),
    )
    op.create_table(
        "intake_counters",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_intake_counters"),
    )


def _audit() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("action", sa.String(80), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("detail", SECRET, nullable=False),
        sa.Column("seal", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_actor", "audit_entries", ["actor"])
    op.create_index("ix_audit_entries_subject", "audit_entries", ["subject"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("entry_seal", sa.String(100), nullable=False),
        sa.Column("seal", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.execute("INSERT INTO audit_head (id, seq, entry_seal, seal) VALUES (1, 0, '', '')")


def _access() -> None:
    op.create_table(
        "access_tokens",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("account_id", sa.String(80), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_access_tokens"),
    )
    op.create_index("ix_access_tokens_account_id", "access_tokens", ["account_id"])
