-- The watch waits for the earliest of the item's own rungs and those of its open tasks (task_id). Whom a rung tells is asked when it is reached.
alter table safecity.escalation
    drop column kind,
    drop column recipients,
    add column task_id text,
    add constraint escalation_next check ((rung is null) = (fires_at is null) and (rung is null) = (act is null)
                                      and (rung is not null or task_id is null));

-- The document that a rung calls for, and the draft that was made of it; without a draft it is still to be made.
alter table safecity.escalation_rung
    add column document    text,
    add column document_to text,
    add column slip_id     bigint,
    add constraint escalation_rung_document check ((document is null) = (document_to is null)
                                               and (document is not null or slip_id is null));

-- Rungs that an open task has behind it: each tells once.
create table safecity.task_rung (
    task_id text not null,
    rung    text not null,
    item_id bigint not null references safecity.item,
    at      timestamptz not null,
    primary key (task_id, rung)
);
create index task_rung_item on safecity.task_rung (item_id);

-- Cases whose tasks were opened, claimed or finished since their watch was last counted. Written in the task's own transaction and worked off after
-- it, so that a timer that fires at that moment never fails the user's work.
create table safecity.escalation_recount (
    id     bigint generated always as identity primary key,
    number text not null
);
create index escalation_recount_number on safecity.escalation_recount (number);
