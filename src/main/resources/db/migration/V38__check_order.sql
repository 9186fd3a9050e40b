-- 点名抽查: the office named an item for a spot-check outside of the random draw; the order stands until the item is checked in that round or a later one.
create table safecity.check_order (
    item_id    bigint not null references safecity.item,
    round      int not null,
    reason     text not null check (reason <> ''),
    ordered_by text not null references safecity.account,
    ordered_at timestamptz not null,
    primary key (item_id, round)
);
create trigger check_order_append_only before update or delete on safecity.check_order
    for each row execute function safecity.refuse_change();
