-- Requests for more time. One row is one request from the press of the button to its end; what was granted is in deadline_change as well.
create table safecity.extension (
    id               bigint generated always as identity primary key,
    item_id          bigint not null references safecity.item,
    state            text not null check (state in ('DRAFT', 'ASKED', 'GRANTED', 'REFUSED', 'ABANDONED', 'LAPSED')),
    unit             text not null references safecity.unit,
    started_by       text not null references safecity.account,
    started_at       timestamptz not null,
    asked_days       int check (asked_days >= 1),
    reason           text,
    control_measures text,
    asked_by         text references safecity.account,
    asked_at         timestamptz,
    deciding_unit    text references safecity.unit,
    supported        boolean,
    opinion          text,
    opinion_by       text references safecity.account,
    opinion_unit     text references safecity.unit,
    opinion_at       timestamptz,
    granted          boolean,
    granted_days     int check (granted_days >= 1),
    decision         text,
    decided_by       text references safecity.account,
    decided_at       timestamptz,
    ended_at         timestamptz,
    check ((state in ('DRAFT', 'ASKED')) = (ended_at is null)),
    check (state not in ('ASKED', 'GRANTED', 'REFUSED')
           or (asked_days is not null and reason is not null and control_measures is not null and asked_by is not null)),
    check (granted_days is null or granted_days <= asked_days),
    check ((granted_days is not null) = coalesce(granted, false)),
    check (opinion_by is null or (opinion_by <> asked_by and opinion_unit <> unit)),
    check (decided_by is null or (decided_by <> asked_by and deciding_unit <> unit))
);
-- An item has one open request at a time, whoever asks first.
create unique index extension_open on safecity.extension (item_id) where ended_at is null;
create index extension_item on safecity.extension (item_id, id);

-- The original deadline is what was first set. Only a changed calendar counts it anew, and says so in its own transaction.
create function safecity.keep_original_deadline() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('safecity.counting_anew', true), '') <> 'yes' then
        raise exception 'the original deadline of item % is never overwritten', old.number;
    end if;
    return new;
end $$;
create trigger item_original_deadline before update of original_deadline on safecity.item
    for each row when (old.original_deadline is distinct from new.original_deadline)
    execute function safecity.keep_original_deadline();
