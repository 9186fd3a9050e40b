-- 事件顺序: numbers of a sequence are given before their transactions commit, so a reader who goes by them alone misses what commits late. Events are read
-- in the order (transaction_no, id), and only those of transactions before the oldest one that still runs.
-- A database that was restored into another server begins anew with the numbers of transactions; the shift keeps them growing.
create table safecity.event_era (
    single boolean primary key default true check (single),
    shift  bigint not null
);
insert into safecity.event_era (shift) values (0);

create function safecity.event_transaction() returns bigint language sql volatile as $$
    select cast(cast(pg_current_xact_id() as text) as bigint) + shift from safecity.event_era
$$;

alter table safecity.item_event
    add column id bigint generated always as identity,
    add column transaction_no bigint not null default safecity.event_transaction();
create unique index item_event_order on safecity.item_event (transaction_no, id);
create index item_changed on safecity.item (changed_at);

-- 接口令牌: who may read over the API. The token itself is not kept.
create table safecity.api_token (
    id           bigint generated always as identity primary key,
    name         text not null,
    sha256       text not null unique,
    hint         text not null,
    scopes       text[] not null,
    created_by   text not null references safecity.account,
    created_at   timestamptz not null,
    last_used_at timestamptz,
    minute_began timestamptz,
    requests     int not null default 0,
    revoked_by   text references safecity.account,
    revoked_at   timestamptz,
    check ((revoked_by is null) = (revoked_at is null))
);
create unique index api_token_name on safecity.api_token (name) where revoked_at is null;

-- 事件推送: where events are posted to. All events up to (after_transaction, after_id) were taken.
create table safecity.webhook (
    id                bigint generated always as identity primary key,
    name              text not null,
    url               text not null,
    secret            text not null,
    kinds             text[] not null,
    state             text not null check (state in ('ON', 'OFF', 'GIVEN_UP', 'REMOVED')),
    after_transaction bigint not null,
    after_id          bigint not null,
    attempts          int not null default 0,
    next_try_at       timestamptz not null,
    last_error        text,
    last_sent_at      timestamptz,
    changed_by        text not null references safecity.account,
    changed_at        timestamptz not null
);
create unique index webhook_name on safecity.webhook (name) where state <> 'REMOVED';
