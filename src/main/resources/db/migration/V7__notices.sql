-- When the recipient first opened what the notice is about; null until then.
alter table safecity.notice add column read_at timestamptz;
create index notice_recipient on safecity.notice (recipient, id);

-- Mornings whose digests were posted; the row is what two nodes contend for.
create table safecity.digest (
    day       date primary key,
    posted_at timestamptz not null
);
create index open_task_created on safecity.open_task (created_at);

-- Who may read the calendar of deadlines without signing in: by a token of which only the SHA-256 is kept.
create table safecity.calendar_feed (
    login      text primary key references safecity.account,
    token_hash text not null unique,
    created_at timestamptz not null
);
