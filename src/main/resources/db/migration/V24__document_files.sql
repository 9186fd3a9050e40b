-- 定稿: what went out as a Word file, under its SHA-256. Documents issued before have frozen HTML in document.text instead.
create table safecity.document_file (
    sha256     text primary key check (sha256 = encode(sha256(docx), 'hex')),
    docx       bytea not null,
    created_at timestamptz not null
);
alter table safecity.document_file alter column docx set storage external; -- zipped already

alter table safecity.document add column file text references safecity.document_file;
alter table safecity.document drop constraint document_check;
alter table safecity.document
    add constraint document_check check ((number is null) = (issued_at is null) and (reply_by is null) = (issued_at is null)),
    add constraint document_issued_content check (num_nonnulls(text, file) = case when issued_at is null then 0 else 1 end);

create or replace function safecity.keep_issued_document() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise exception 'document % cannot be deleted', old.id;
    end if;
    if old.issued_at is not null
       and (old.item_id, old.kind, old.recipient, old.number, old.text, old.file, old.demand, old.reply_by, old.issued_at)
           is distinct from
           (new.item_id, new.kind, new.recipient, new.number, new.text, new.file, new.demand, new.reply_by, new.issued_at) then
        raise exception 'document % was issued and cannot be rewritten', old.id;
    end if;
    return new;
end $$;

create function safecity.keep_document_file() returns trigger language plpgsql as $$
begin
    raise exception 'document file % cannot be changed or deleted', old.sha256;
end $$;
create trigger document_file_frozen before update or delete on safecity.document_file
    for each row execute function safecity.keep_document_file();
