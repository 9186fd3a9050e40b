-- 文书: what the office sends out about an item under a number of its own. The row is the register's entry; it is never deleted.
create table safecity.document (
    id           bigint generated always as identity primary key,
    item_id      bigint not null references safecity.item,
    kind         text not null,
    recipient    text not null references safecity.unit,
    occasion     text not null,
    status       text not null check (status in
        ('DRAFT', 'ISSUED', 'SIGNED', 'REPLIED', 'DONE', 'NOT_ISSUED', 'WITHDRAWN')),
    instance     text unique,
    number       text unique,
    demand       text not null default '',
    text         text,
    reply_by     date,
    reason       text not null default '',
    drafted_at   timestamptz not null,
    decided_by   text references safecity.account,
    decided_at   timestamptz,
    issued_at    timestamptz,
    signed_by    text references safecity.account,
    signed_at    timestamptz,
    ended_by     text references safecity.account,
    ended_at     timestamptz,
    check ((number is null) = (issued_at is null) and (text is null) = (issued_at is null) and (reply_by is null) = (issued_at is null)),
    check ((number is null) = (status in ('DRAFT', 'NOT_ISSUED'))),
    check ((ended_at is null) = (status in ('DRAFT', 'ISSUED', 'SIGNED', 'REPLIED')))
);
-- Of one kind, to one recipient, about one item, one draft at a time waits for its decision.
create unique index document_draft on safecity.document (item_id, kind, recipient) where status = 'DRAFT';
create index document_item on safecity.document (item_id, id);
create index document_recipient on safecity.document (recipient, id);

-- What went out stays as it went out.
create function safecity.keep_issued_document() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'document % cannot be deleted', old.id;
    end if;
    if old.issued_at is not null
       and (old.item_id, old.kind, old.recipient, old.number, old.text, old.demand, old.reply_by, old.issued_at)
           is distinct from (new.item_id, new.kind, new.recipient, new.number, new.text, new.demand, new.reply_by, new.issued_at) then
        raise exception 'document % was issued and cannot be rewritten', old.id;
    end if;
    return new;
end $$;
create trigger document_frozen before update or delete on safecity.document
    for each row execute function safecity.keep_issued_document();

-- 书面回复: each with what the office made of it; accepted is null until then.
create table safecity.document_reply (
    document_id bigint not null references safecity.document,
    seq         int not null,
    text        text not null,
    replied_by  text not null references safecity.account,
    replied_at  timestamptz not null,
    accepted    boolean,
    opinion     text,
    reviewed_by text references safecity.account,
    reviewed_at timestamptz,
    primary key (document_id, seq),
    check ((accepted is null) = (reviewed_by is null) and (accepted is null) = (reviewed_at is null)),
    check (reviewed_by is null or reviewed_by <> replied_by)
);

-- Which of several things of an item a notice is about, such as a document's number; empty where it is about the item itself.
alter table safecity.notice add column about text not null default '';
alter table safecity.notice drop constraint notice_item_id_kind_day_recipient_key;
alter table safecity.notice add unique nulls not distinct (item_id, kind, day, recipient, about);
