-- Facts of the rectification work. The engine's own tables hold where the token is; the item's number joins the two.

-- ---------------------------------------------------------------- directory

create table safecity.unit (
    code               text primary key,
    short_name         text not null unique,
    full_name          text not null,
    kind               text not null,
    kind_name          text not null,
    aliases            text[] not null,
    full_name_verified boolean not null,
    position           int not null
);

create table safecity.main_task (
    no                int primary key,
    group_no          int not null,
    group_title       text not null,
    title             text not null,
    content           text not null,
    lead_unit         text not null references safecity.unit,
    responsible_units text[] not null,
    localities        boolean not null
);

create table safecity.indicator (
    version        text not null,
    code           text not null,
    level1         text not null,
    level2         text not null,
    content        text not null,
    points         text not null,
    kind           text not null,
    deduction_rule text not null,
    provenance     text not null,
    primary key (version, code)
);

create table safecity.holiday (
    day    date primary key,
    kind   text not null check (kind in ('holiday', 'workday')),
    name   text not null,
    source text not null
);

create table safecity.account (
    login         text primary key check (login ~ '^[a-zA-Z0-9_-]{2,64}$'),
    display_name  text not null,
    unit          text references safecity.unit,
    roles         text[] not null,
    email         text,
    password_hash text not null,
    enabled       boolean not null default true,
    demonstration boolean not null default false,
    created_at    timestamptz not null
);
create index account_unit on safecity.account (unit) where enabled;

-- ---------------------------------------------------------------- lists

create table safecity.problem_list (
    id             bigint generated always as identity primary key,
    title          text not null,
    reporting_unit text not null,
    reported_on    date,
    year           int not null,
    file_name      text not null,
    file_sha256    text not null,
    file           bytea not null,
    status         text not null check (status in ('PREVIEW', 'GRADING', 'SIGNING', 'DISPATCHING', 'DISPATCHED', 'WITHDRAWN')),
    uploaded_by    text not null references safecity.account,
    uploaded_at    timestamptz not null,
    signed_by      text references safecity.account,
    signed_at      timestamptz,
    opinion        text,
    check (signed_by is null or signed_at is not null)
);
-- A workbook that was confirmed once is not confirmed again.
create unique index problem_list_file on safecity.problem_list (file_sha256) where status <> 'PREVIEW' and status <> 'WITHDRAWN';

create table safecity.problem_list_row (
    id           bigint generated always as identity primary key,
    list_id      bigint not null references safecity.problem_list on delete cascade,
    sheet_row    int not null,
    cells        jsonb not null,
    verdict      text not null check (verdict in ('IMPORTABLE', 'DUPLICATE', 'KNOWN', 'ERROR')),
    reasons      text[] not null,
    expired      boolean not null,
    chosen       boolean not null,
    fingerprint  text not null,
    description  text not null,
    source       text not null,
    place        text not null,
    locality     text references safecity.unit,
    main_task_no int references safecity.main_task,
    grade        text check (grade in ('ORDINARY', 'MAJOR')),
    lead_unit    text references safecity.unit,
    cooperating  text[] not null,
    goal         text not null,
    measures     text not null,
    deadline     date,
    provisional  boolean not null default false,
    verifier     text check (verifier in ('LOCALITY', 'OFFICE')),
    person       text not null,
    phone        text not null,
    remark       text not null,
    item_id      bigint,
    unique (list_id, sheet_row)
);

-- ---------------------------------------------------------------- items

create table safecity.number_sequence (
    kind text not null,
    year int not null,
    last int not null,
    primary key (kind, year)
);

create table safecity.item (
    id                bigint generated always as identity primary key,
    number            text not null unique,
    title             text not null,
    description       text not null,
    source            text not null,
    place             text not null,
    locality          text references safecity.unit,
    main_task_no      int references safecity.main_task,
    grade             text not null check (grade in ('ORDINARY', 'MAJOR')),
    lead_unit         text not null references safecity.unit,
    verifier          text not null check (verifier in ('LOCALITY', 'OFFICE')),
    goal              text not null,
    measures          text not null,
    person            text not null,
    phone             text not null,
    remark            text not null,
    list_id           bigint references safecity.problem_list,
    fingerprint       text not null unique,
    original_deadline date not null,
    approved_deadline date not null,
    provisional       boolean not null,
    status            text not null check (status in
        ('DISPATCHED', 'HANDED_BACK', 'PLANNING', 'RECTIFYING', 'SUBMITTED', 'VERIFIED', 'CLOSED')),
    round             int not null default 1 check (round >= 1),
    refusals          int not null default 0,
    handing_back_refused boolean not null default false,
    created_at        timestamptz not null,
    changed_at        timestamptz not null,
    closed_at         timestamptz,
    check ((status = 'CLOSED') = (closed_at is not null))
);
create index item_open on safecity.item (approved_deadline, id) where status <> 'CLOSED';
create index item_lead on safecity.item (lead_unit, approved_deadline, id);
create index item_created on safecity.item (created_at);

-- Who takes part: the lead is responsible, the others see it.
create table safecity.item_unit (
    item_id bigint not null references safecity.item,
    unit    text not null references safecity.unit,
    part    text not null check (part in ('LEAD', 'COOPERATING', 'LOCALITY')),
    primary key (item_id, unit, part)
);
create index item_unit_unit on safecity.item_unit (unit, item_id);

-- Every open task of a case, kept in the engine's own transaction, so that no page asks the engine.
create table safecity.open_task (
    task_id      text primary key,
    business_key text not null,
    process      text not null,
    element      text not null,
    name         text not null,
    unit         text,
    assignee     text,
    due          timestamptz,
    created_at   timestamptz not null
);
create index open_task_business_key on safecity.open_task (business_key);
create index open_task_unit on safecity.open_task (unit, due);
create index open_task_assignee on safecity.open_task (assignee, due);

-- What happened to an item: append-only, each row sealed with the hash of the one before.
create table safecity.item_event (
    item_id       bigint not null references safecity.item,
    seq           int not null,
    at            timestamptz not null,
    actor         text,
    actor_name    text not null,
    unit          text,
    act           text not null,
    detail        text not null,
    previous_hash text not null,
    hash          text not null,
    primary key (item_id, seq)
);

create function safecity.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end $$;
create trigger item_event_append_only before update or delete on safecity.item_event
    for each row execute function safecity.refuse_change();

-- ---------------------------------------------------------------- rectification, checks

create table safecity.plan (
    item_id      bigint not null references safecity.item,
    version      int not null,
    round        int not null,
    goal         text not null,
    measures     text not null,
    person       text not null,
    finish_on    date not null,
    funds        text not null,
    contingency  text not null,
    submitted_by text not null references safecity.account,
    submitted_at timestamptz not null,
    accepted     boolean,
    reasons      text,
    reviewed_by  text references safecity.account,
    reviewed_at  timestamptz,
    primary key (item_id, version),
    check (reviewed_by is null or reviewed_by <> submitted_by)
);

create table safecity.progress (
    id          bigint generated always as identity primary key,
    item_id     bigint not null references safecity.item,
    round       int not null,
    note        text not null,
    finished    boolean not null,
    reported_by text not null references safecity.account,
    reported_at timestamptz not null
);
create index progress_item on safecity.progress (item_id);

create table safecity.submission (
    item_id      bigint not null references safecity.item,
    round        int not null,
    statement    text not null,
    submitted_by text not null references safecity.account,
    unit         text not null references safecity.unit,
    submitted_at timestamptz not null,
    accepted     boolean,
    reasons      text,
    verified_by  text references safecity.account,
    verifying_unit text references safecity.unit,
    verified_at  timestamptz,
    primary key (item_id, round),
    check (verified_by is null or (verified_by <> submitted_by and verifying_unit <> unit))
);

create table safecity.spot_check (
    item_id    bigint not null references safecity.item,
    round      int not null,
    passed     boolean not null,
    result     text not null,
    checked_by text not null references safecity.account,
    checked_at timestamptz not null,
    primary key (item_id, round)
);

create table safecity.reassessment (
    item_id      bigint not null references safecity.item,
    round        int not null,
    effective    boolean not null,
    opinion      text not null,
    reassessed_by text not null references safecity.account,
    reassessed_at timestamptz not null,
    primary key (item_id, round)
);

create table safecity.handing_back (
    item_id    bigint not null references safecity.item,
    seq        int not null,
    from_unit  text not null references safecity.unit,
    reason     text not null,
    asked_by   text not null references safecity.account,
    asked_at   timestamptz not null,
    agreed     boolean,
    to_unit    text references safecity.unit,
    opinion    text,
    decided_by text references safecity.account,
    decided_at timestamptz,
    primary key (item_id, seq)
);

-- ---------------------------------------------------------------- evidence

create table safecity.evidence_content (
    sha256     text primary key,
    media_type text not null,
    bytes      bytea not null,
    thumbnail  bytea,
    created_at timestamptz not null
);

create table safecity.evidence (
    id           bigint generated always as identity primary key,
    item_id      bigint not null references safecity.item,
    round        int not null,
    phase        text not null check (phase in ('BEFORE', 'AFTER', 'CHECK')),
    sha256       text not null references safecity.evidence_content,
    file_name    text not null,
    size         bigint not null,
    taken_at     timestamptz,
    task_id      text not null,
    uploaded_by  text not null references safecity.account,
    unit         text references safecity.unit,
    uploaded_at  timestamptz not null,
    submitted_at timestamptz
);
create index evidence_item on safecity.evidence (item_id, round);
create index evidence_sha256 on safecity.evidence (sha256);

-- Immutable once submitted: only the seal itself may be set, and nothing sealed may go.
create function safecity.keep_submitted_evidence() returns trigger language plpgsql as $$
begin
    if old.submitted_at is not null then
        raise exception 'evidence % was submitted and cannot change', old.id;
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    if (old.item_id, old.round, old.phase, old.sha256, old.file_name, old.uploaded_by)
       is distinct from (new.item_id, new.round, new.phase, new.sha256, new.file_name, new.uploaded_by) then
        raise exception 'evidence % cannot be rewritten', old.id;
    end if;
    return new;
end $$;
create trigger evidence_immutable before update or delete on safecity.evidence
    for each row execute function safecity.keep_submitted_evidence();

-- ---------------------------------------------------------------- notices

create table safecity.notice (
    id          bigint generated always as identity primary key,
    item_id     bigint references safecity.item,
    kind        text not null,
    day         date not null,
    recipient   text not null references safecity.account,
    address     text not null,
    subject     text not null,
    html        text not null,
    text        text not null,
    state       text not null check (state in ('PENDING', 'SENT', 'DEAD')),
    attempts    int not null default 0,
    next_try_at timestamptz not null,
    last_error  text,
    created_at  timestamptz not null,
    sent_at     timestamptz,
    unique nulls not distinct (item_id, kind, day, recipient)
);
create index notice_pending on safecity.notice (next_try_at) where state = 'PENDING';
