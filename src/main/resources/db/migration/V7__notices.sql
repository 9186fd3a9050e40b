-- When the recipient first opened what the notice is about; null until then.
alter table safecity.notice add column read_at timestamptz;
create index notice_recipient on safecity.notice (recipient, id);

-- Mornings whose digests were posted; the row is what two nodes contend for.
create table safecity.digest (
    day       date primary key,
    posted_at timestamptz not null
);
create index open_task_created on safecity.open_task (created_at);
