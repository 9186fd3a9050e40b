-- 公示: what the public reads of a listing, copied when the office publishes it. Nothing else of the case is within reach of the public pages.
create table safecity.publication (
    number                 text primary key references safecity.listing (number),
    item_id                bigint not null references safecity.item,
    title                  text not null check (title <> ''),
    place                  text not null,
    unit                   text not null,
    level                  text not null,
    listed_on              date not null,
    deadline               date not null,
    delisted_on            date,
    published_at           timestamptz not null,
    published_by           text not null references safecity.account,
    delisting_published_at timestamptz,
    delisting_published_by text references safecity.account,
    withdrawn_at           timestamptz,
    withdrawn_by           text references safecity.account,
    withdrawal_reason      text,
    constraint publication_delisting check ((delisted_on is null) = (delisting_published_at is null)
        and (delisted_on is null) = (delisting_published_by is null)),
    constraint publication_withdrawal check ((withdrawn_at is null) = (withdrawn_by is null)
        and (withdrawn_at is null) = (withdrawal_reason is null))
);
create index publication_item on safecity.publication (item_id);
create index publication_public on safecity.publication (published_at desc, number desc) where withdrawn_at is null;
