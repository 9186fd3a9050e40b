-- 送达: that a document was issued is one thing, that its recipient has it another. Announcements have no recipient at all; bodies outside the system have
-- a name, but no code.
alter table safecity.document
    alter column recipient drop not null,
    add column addressee   text,
    add column about       text not null default '',
    add column particulars jsonb not null default '{}',
    add column drafted_by  text references safecity.account,
    add column serving     text check (serving in ('SYSTEM', 'WRITTEN', 'PUBLICATION')),
    add column served_how  text,
    add column served_on   date,
    add column server      text,
    add column service_note text not null default '',
    add column served_by   text references safecity.account,
    add column served_at   timestamptz,
    add column received_by text,
    add column received_on date;

alter table safecity.document drop constraint document_status_check;
alter table safecity.document add constraint document_status_check check (status in
    ('DRAFT', 'TO_SERVE', 'ISSUED', 'SIGNED', 'REPLIED', 'DONE', 'NOT_ISSUED', 'WITHDRAWN'));
alter table safecity.document drop constraint document_check;
alter table safecity.document drop constraint document_check1;
alter table safecity.document drop constraint document_check2;

-- What went out before was served by the system when it was issued.
alter table safecity.document disable trigger document_frozen;
update safecity.document
   set serving = 'SYSTEM', served_how = '系统送达', served_at = issued_at,
       served_on = (issued_at at time zone 'Asia/Shanghai')::date, server = '系统'
 where issued_at is not null;
alter table safecity.document enable trigger document_frozen;

alter table safecity.document
    add check (recipient is null or addressee is null),
    -- A document that needs no reply has no last day for it.
    add check ((number is null) = (issued_at is null)),
    add check (reply_by is null or issued_at is not null),
    add check ((number is null) = (status in ('DRAFT', 'NOT_ISSUED'))),
    add check ((ended_at is null) = (status in ('DRAFT', 'TO_SERVE', 'ISSUED', 'SIGNED', 'REPLIED'))),
    add check (status not in ('ISSUED', 'SIGNED', 'REPLIED') or served_at is not null),
    add check ((served_at is null) = (served_on is null) and (served_at is null) = (served_how is null)),
    -- 拟稿人不签发自己拟的文书.
    add check (issued_at is null or drafted_by is null or drafted_by <> decided_by);

drop index safecity.document_draft;
-- Of one kind, to one recipient, about one thing, one draft at a time waits for its decision.
create unique index document_draft on safecity.document (item_id, kind, recipient, addressee, about) nulls not distinct
    where status = 'DRAFT';

create or replace function safecity.keep_issued_document() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'document % cannot be deleted', old.id;
    end if;
    if old.issued_at is not null
       and (old.item_id, old.kind, old.recipient, old.addressee, old.about, old.particulars, old.number, old.text, old.file, old.demand, old.reply_by,
            old.issued_at)
           is distinct from (new.item_id, new.kind, new.recipient, new.addressee, new.about, new.particulars, new.number, new.text, new.file, new.demand,
                             new.reply_by, new.issued_at) then
        raise exception 'document % was issued and cannot be rewritten', old.id;
    end if;
    if old.served_at is not null
       and (old.served_how, old.served_on, old.server, old.service_note, old.served_by, old.served_at)
           is distinct from (new.served_how, new.served_on, new.server, new.service_note, new.served_by, new.served_at) then
        raise exception 'document % was served and cannot be served again', old.id;
    end if;
    return new;
end $$;
