-- 催办: the office pressed the unit that was to act; once an item and working day, whoever else tries at the same moment.
create table safecity.press (
    id          bigint generated always as identity primary key,
    item_id     bigint not null references safecity.item,
    day         date not null,
    unit        text not null references safecity.unit,
    step        text not null,
    words       text not null,
    told        int not null,
    pressed_by  text not null references safecity.account,
    pressed_at  timestamptz not null,
    signed_by   text references safecity.account,
    signed_at   timestamptz,
    answer      text,
    expected_on date,
    unique (item_id, day),
    check ((signed_by is null) = (signed_at is null) and (signed_by is null) = (answer is null)
       and (signed_by is null) = (expected_on is null))
);
create index press_unsigned on safecity.press (item_id) where signed_at is null;
