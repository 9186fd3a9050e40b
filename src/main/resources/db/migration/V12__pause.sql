-- 挂账: requests to let an item's clock stand still, and what became of them.
create table safecity.pause (
    id          bigint generated always as identity primary key,
    item_id     bigint not null references safecity.item,
    unit        text not null references safecity.unit,
    state       text not null check (state in ('DRAFT', 'ASKED', 'RUNNING', 'ENDED', 'DECLINED', 'WITHDRAWN', 'LAPSED')),
    started_by  text not null references safecity.account,
    started_at  timestamptz not null,
    category    text not null default '',
    explanation text not null default '',
    controls    text not null default '',
    review_on   date,
    asked_by    text references safecity.account,
    asked_at    timestamptz,
    opinion     text not null default '',
    decided_by  text references safecity.account,
    decided_at  timestamptz,
    paused_on   date,
    reminds_at  timestamptz,
    wakes_at    timestamptz,
    resumed_by  text references safecity.account,
    resume_reason text not null default '',
    ended_on    date,
    check ((state in ('RUNNING', 'ENDED')) = (paused_on is not null)),
    check ((paused_on is null) = (wakes_at is null) and (paused_on is null) = (reminds_at is null)),
    check ((state = 'ENDED') = (ended_on is not null)),
    check (state <> 'DRAFT' or asked_at is null)
);
create unique index pause_one_open on safecity.pause (item_id) where state in ('DRAFT', 'ASKED', 'RUNNING');
create index pause_item on safecity.pause (item_id, id);

-- Due dates that tasks of the responsible unit had when the clock stopped; those of tasks that are due with the item's deadline are not kept.
create table safecity.stopped_due (
    task_id text primary key,
    item_id bigint not null references safecity.item,
    due     timestamptz not null
);
create index stopped_due_item on safecity.stopped_due (item_id);
create index item_paused on safecity.item (paused_on) where paused_on is not null;
