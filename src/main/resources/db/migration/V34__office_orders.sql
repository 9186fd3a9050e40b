-- What the views above the list look for is rare, so that each is one short list of items.
create index plan_refused on safecity.plan (item_id, version) where accepted = false;
create index extension_asked on safecity.extension (item_id) where state = 'ASKED';
create index document_unanswered on safecity.document (item_id) where status in ('ISSUED', 'SIGNED');
create index item_source on safecity.item (source);

-- 转办、派抽查: what the office ordered of an item, and the process then carried out.
create table safecity.office_order (
    id         bigint generated always as identity primary key,
    item_id    bigint not null references safecity.item,
    kind       text not null check (kind in ('PASS_ON', 'SPOT_CHECK')),
    round      int not null,
    from_unit  text not null references safecity.unit,
    to_unit    text references safecity.unit,
    reason     text not null check (reason <> ''),
    ordered_by text not null references safecity.account,
    ordered_at timestamptz not null,
    done_at    timestamptz,
    check ((to_unit is not null) = (kind = 'PASS_ON'))
);
create index office_order_item on safecity.office_order (item_id, id);
-- A round is ordered to be checked once.
create unique index office_order_check on safecity.office_order (item_id, round) where kind = 'SPOT_CHECK';
