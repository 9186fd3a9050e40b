-- What the views above the list look for is rare, so that each is one short list of items.
create index plan_refused on safecity.plan (item_id, version) where accepted = false;
create index extension_asked on safecity.extension (item_id) where state = 'ASKED';
create index document_unanswered on safecity.document (item_id) where status in ('ISSUED', 'SIGNED');
create index item_source on safecity.item (source);

-- 转办: the office gave an item to another unit before its unit had signed for it; the process carries it out.
create table safecity.passing_on (
    id         bigint generated always as identity primary key,
    item_id    bigint not null references safecity.item,
    from_unit  text not null references safecity.unit,
    to_unit    text not null references safecity.unit,
    reason     text not null check (reason <> ''),
    decided_by text not null references safecity.account,
    decided_at timestamptz not null,
    done_at    timestamptz,
    check (from_unit <> to_unit)
);
create index passing_on_item on safecity.passing_on (item_id, id);
create unique index passing_on_open on safecity.passing_on (item_id) where done_at is null;
