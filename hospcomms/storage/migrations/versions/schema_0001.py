"""Schema 1, the first one: frozen as it was released, whatever the records become later."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

TALLIES = (
    "audience",
    "institution_objective",
    "campaign",
    "objective",
    "segment",
    "key_message",
    "activity",
    "budget_line",
    "approval",
    "result",
    "lesson",
)
STATEMENTS = (
    """
    CREATE TABLE audience (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        description TEXT NOT NULL,
        size REAL,
        size_year REAL,
        size_source TEXT NOT NULL,
        barriers TEXT NOT NULL,
        motives TEXT NOT NULL,
        channels TEXT NOT NULL,
        languages TEXT NOT NULL,
        literacy TEXT NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_audience PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE institution_objective (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        year REAL,
        owner TEXT NOT NULL,
        owner_key TEXT NOT NULL,
        description TEXT NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_institution_objective PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE campaign (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        state_since TEXT,
        state_by TEXT NOT NULL,
        start TEXT,
        "end" TEXT,
        progress REAL,
        budget INTEGER,
        owner TEXT NOT NULL,
        themes TEXT NOT NULL,
        institution_objective INTEGER NOT NULL,
        situation TEXT NOT NULL,
        insight TEXT NOT NULL,
        strategy TEXT NOT NULL,
        implementation TEXT NOT NULL,
        evaluation TEXT NOT NULL,
        tier TEXT NOT NULL,
        is_template INTEGER NOT NULL,
        limits TEXT NOT NULL,
        attachments TEXT NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_campaign PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE objective (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        campaign INTEGER NOT NULL,
        indicator TEXT NOT NULL,
        indicator_key TEXT NOT NULL,
        direction TEXT NOT NULL,
        level TEXT NOT NULL,
        audience INTEGER NOT NULL,
        unit TEXT NOT NULL,
        baseline REAL,
        baseline_n REAL,
        baseline_date TEXT,
        baseline_source TEXT NOT NULL,
        target REAL,
        deadline TEXT,
        method TEXT NOT NULL,
        is_primary INTEGER NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_objective PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE segment (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        campaign INTEGER NOT NULL,
        audience INTEGER NOT NULL,
        insight TEXT NOT NULL,
        insight_key TEXT NOT NULL,
        is_primary INTEGER NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_segment PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE key_message (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        campaign INTEGER NOT NULL,
        audience INTEGER NOT NULL,
        wording TEXT NOT NULL,
        wording_key TEXT NOT NULL,
        facts TEXT NOT NULL,
        source TEXT NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_key_message PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE activity (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        campaign INTEGER NOT NULL,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        responsible TEXT NOT NULL,
        responsible_key TEXT NOT NULL,
        status TEXT NOT NULL,
        start TEXT,
        "end" TEXT,
        predecessor INTEGER NOT NULL,
        channel_kind TEXT NOT NULL,
        channel TEXT NOT NULL,
        channel_key TEXT NOT NULL,
        place TEXT NOT NULL,
        times_planned REAL,
        times_done REAL,
        share_done REAL,
        note TEXT NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_activity PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE budget_line (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        campaign INTEGER NOT NULL,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        activity INTEGER NOT NULL,
        planned INTEGER,
        committed INTEGER,
        spent INTEGER,
        remaining INTEGER,
        note TEXT NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_budget_line PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE approval (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        campaign INTEGER NOT NULL,
        decision TEXT NOT NULL,
        approver TEXT NOT NULL,
        approver_key TEXT NOT NULL,
        function TEXT NOT NULL,
        function_key TEXT NOT NULL,
        manner TEXT NOT NULL,
        given_at TEXT,
        page TEXT,
        note TEXT NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_approval PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE result (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        campaign INTEGER NOT NULL,
        objective INTEGER NOT NULL,
        stage TEXT NOT NULL,
        indicator TEXT NOT NULL,
        indicator_key TEXT NOT NULL,
        unit TEXT NOT NULL,
        planned REAL,
        value REAL,
        answers REAL,
        measured_on TEXT,
        source TEXT NOT NULL,
        source_key TEXT NOT NULL,
        proof TEXT,
        note TEXT NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_result PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE lesson (
        id INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        campaign INTEGER NOT NULL,
        lesson TEXT NOT NULL,
        lesson_key TEXT NOT NULL,
        advice TEXT NOT NULL,
        advice_key TEXT NOT NULL,
        reference TEXT NOT NULL,
        created_at TEXT,
        changed_at TEXT,
        binned_at TEXT,
        CONSTRAINT pk_lesson PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE search (
        id INTEGER NOT NULL,
        record TEXT NOT NULL,
        reference TEXT NOT NULL,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        folded TEXT NOT NULL,
        binned INTEGER NOT NULL,
        CONSTRAINT pk_search PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE change (
        id INTEGER NOT NULL,
        name TEXT NOT NULL,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        kind TEXT NOT NULL,
        target INTEGER NOT NULL,
        title TEXT NOT NULL,
        size INTEGER NOT NULL,
        undone INTEGER NOT NULL,
        redoable INTEGER NOT NULL,
        CONSTRAINT pk_change PRIMARY KEY (id)
    )
     STRICT
    """,
    """
    CREATE TABLE journal (
        change INTEGER NOT NULL,
        step INTEGER NOT NULL,
        record TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        "before" TEXT,
        "after" TEXT,
        CONSTRAINT pk_journal PRIMARY KEY (change, step)
    )
     WITHOUT ROWID,
     STRICT
    """,
    """
    CREATE TABLE tally (
        record TEXT NOT NULL,
        used INTEGER NOT NULL,
        binned INTEGER NOT NULL,
        CONSTRAINT pk_tally PRIMARY KEY (record)
    )
     STRICT
    """,
    """
    CREATE TABLE serial (
        name TEXT NOT NULL,
        last INTEGER NOT NULL,
        CONSTRAINT pk_serial PRIMARY KEY (name)
    )
     STRICT
    """,
    """
    CREATE TABLE draft (
        record TEXT NOT NULL,
        record_id INTEGER NOT NULL,
        content TEXT NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT pk_draft PRIMARY KEY (record, record_id)
    )
     STRICT
    """,
    """
    CREATE VIRTUAL TABLE search_words USING fts5(folded, content='search', content_rowid='id',
        tokenize='ascii', prefix='2 3', detail=none, columnsize=0)
    """,
    """
    CREATE INDEX ix_audience_name_key ON audience (name_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_audience_size ON audience (size, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_audience_binned_at ON audience (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_audience_size_year ON audience (size_year, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_institution_objective_title_key ON institution_objective (title_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_institution_objective_binned_at ON institution_objective (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_institution_objective_year ON institution_objective (year, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_institution_objective_owner_key ON institution_objective (owner_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_campaign_state ON campaign (state, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_campaign_end ON campaign ("end", id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_campaign_progress ON campaign (progress, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_campaign_binned_at ON campaign (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_campaign_kind ON campaign (kind, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_campaign_budget ON campaign (budget, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_campaign_start ON campaign (start, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_campaign_institution_objective ON campaign (institution_objective)
    """,
    """
    CREATE INDEX ix_campaign_title_key ON campaign (title_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_objective_direction ON objective (direction, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_objective_audience ON objective (audience)
    """,
    """
    CREATE INDEX ix_objective_level ON objective (level, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_objective_campaign ON objective (campaign)
    """,
    """
    CREATE INDEX ix_objective_target ON objective (target, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_objective_indicator_key ON objective (indicator_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_objective_baseline ON objective (baseline, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_objective_binned_at ON objective (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_objective_deadline ON objective (deadline, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_segment_audience ON segment (audience)
    """,
    """
    CREATE INDEX ix_segment_insight_key ON segment (insight_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_segment_is_primary ON segment (is_primary, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_segment_binned_at ON segment (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_segment_campaign ON segment (campaign)
    """,
    """
    CREATE INDEX ix_key_message_wording_key ON key_message (wording_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_key_message_audience ON key_message (audience)
    """,
    """
    CREATE INDEX ix_key_message_binned_at ON key_message (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_key_message_campaign ON key_message (campaign)
    """,
    """
    CREATE INDEX ix_activity_title_key ON activity (title_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_activity_campaign ON activity (campaign)
    """,
    """
    CREATE INDEX ix_activity_end ON activity ("end", id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_activity_binned_at ON activity (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_activity_channel_kind ON activity (channel_kind, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_activity_status ON activity (status, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_activity_start ON activity (start, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_activity_responsible_key ON activity (responsible_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_activity_channel_key ON activity (channel_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_activity_predecessor ON activity (predecessor)
    """,
    """
    CREATE INDEX ix_budget_line_remaining ON budget_line (remaining, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_budget_line_binned_at ON budget_line (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_budget_line_campaign ON budget_line (campaign)
    """,
    """
    CREATE INDEX ix_budget_line_title_key ON budget_line (title_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_budget_line_planned ON budget_line (planned, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_budget_line_activity ON budget_line (activity)
    """,
    """
    CREATE INDEX ix_budget_line_spent ON budget_line (spent, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_budget_line_committed ON budget_line (committed, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_approval_approver_key ON approval (approver_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_approval_function_key ON approval (function_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_approval_manner ON approval (manner, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_approval_binned_at ON approval (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_approval_campaign ON approval (campaign)
    """,
    """
    CREATE INDEX ix_approval_decision ON approval (decision, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_approval_given_at ON approval (given_at, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_result_indicator_key ON result (indicator_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_result_stage ON result (stage, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_result_measured_on ON result (measured_on, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_result_source_key ON result (source_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_result_binned_at ON result (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_result_value ON result (value, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_result_answers ON result (answers, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_result_campaign ON result (campaign)
    """,
    """
    CREATE INDEX ix_result_planned ON result (planned, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_result_objective ON result (objective)
    """,
    """
    CREATE INDEX ix_lesson_advice_key ON lesson (advice_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_lesson_campaign ON lesson (campaign)
    """,
    """
    CREATE INDEX ix_lesson_binned_at ON lesson (binned_at) WHERE binned_at IS NOT NULL
    """,
    """
    CREATE INDEX ix_lesson_lesson_key ON lesson (lesson_key, id) WHERE binned_at IS NULL
    """,
    """
    CREATE INDEX ix_change_redo ON change (id) WHERE undone = 1 AND redoable = 1
    """,
    """
    CREATE INDEX ix_journal_record_id ON journal (record_id)
    """,
)


def upgrade() -> None:
    """Make every table, index and count."""
    for statement in STATEMENTS:
        op.execute(statement)
    op.execute("INSERT INTO serial(name, last) VALUES ('record', 0)")
    for record in TALLIES:
        op.execute(f"INSERT INTO tally(record, used, binned) VALUES ('{record}', 0, 0)")
