-- 审计日志: who did what, when, from where, and with what outcome. Append-only for everybody: each row carries the hash of the one before, numbers have no gap.
create table safecity.audit_entry (
    seq           bigint primary key check (seq >= 1),
    at            timestamptz not null,
    node          text not null,
    login         text not null,
    name          text not null,
    roles         text not null,
    unit          text not null,
    address       text not null,
    act           text not null,
    object        text not null,
    outcome       text not null check (outcome in ('SUCCEEDED', 'DENIED', 'FAILED')),
    details       text not null,
    request_id    text not null,
    previous_hash text not null,
    hash          text not null
);
create index audit_entry_at on safecity.audit_entry (at);
create index audit_entry_login on safecity.audit_entry (login, seq);
create index audit_entry_act on safecity.audit_entry (act, seq);
create index audit_entry_object on safecity.audit_entry (object text_pattern_ops, seq);
create index audit_entry_outcome on safecity.audit_entry (outcome, seq) where outcome <> 'SUCCEEDED';

create trigger audit_entry_append_only before update or delete on safecity.audit_entry
    for each row execute function safecity.refuse_change();
create trigger audit_entry_not_truncated before truncate on safecity.audit_entry
    for each statement execute function safecity.refuse_change();
-- Also in sessions that switch ordinary triggers off, as a replica's do.
alter table safecity.audit_entry enable always trigger audit_entry_append_only;
alter table safecity.audit_entry enable always trigger audit_entry_not_truncated;
