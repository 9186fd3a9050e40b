-- How the approved deadline came to be what it is: each row is one move of it, and who decided it. The original one is never overwritten.
create table safecity.deadline_change (
    item_id      bigint not null references safecity.item,
    seq          int not null,
    cause        text not null check (cause in ('EXTENSION', 'PAUSE')),
    day_before   date not null,
    day_after    date not null,
    working_days int not null,
    reason       text not null,
    decided_by   text references safecity.account,
    decided_at   timestamptz not null,
    primary key (item_id, seq),
    check (day_after > day_before)
);
create trigger deadline_change_append_only before update or delete on safecity.deadline_change
    for each row execute function safecity.refuse_change();

-- First day on which the item's clock stands still (挂账); null while it runs.
alter table safecity.item add column paused_on date;
