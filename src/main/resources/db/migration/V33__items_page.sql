-- 搜索: every two neighbouring characters of a text, as numbers. Chinese words have two characters or more, so that an index over these finds any of
-- them; an extension with trigrams would find words of three at least. A pair with a space in it is none.
create function safecity.bigrams(words text) returns int[]
    language plpgsql immutable strict parallel safe cost 10000 as $$
declare
    c text;
    code int;
    before int := 32;
    pairs int[] := '{}';
begin
    foreach c in array string_to_array(words, null) loop
        code := ascii(c);
        if code <> 32 and before <> 32 then
            pairs := pairs || (((before & 32767) << 16) | (code & 65535));
        end if;
        before := code;
    end loop;
    return pairs;
end $$;

-- What an item is found by: number, description, place, responsible unit, locality. The database keeps it, so that no statement forgets it.
alter table safecity.item
    add column search_text text not null default '',
    -- In which order deadlines matter: whose clock runs, then 挂账, then closed.
    add column stage int not null generated always as
        (case when status = 'CLOSED' then 2 when paused_on is not null then 1 else 0 end) stored;

create function safecity.write_search_text() returns trigger language plpgsql as $$
begin
    new.search_text := lower(concat_ws(' ', new.number, new.description, new.place,
            (select u.short_name from safecity.unit u where u.code = new.lead_unit),
            (select u.short_name from safecity.unit u where u.code = new.locality)) collate "C");
    return new;
end $$;
create trigger item_search_text
    before insert or update of number, description, place, lead_unit, locality, search_text on safecity.item
    for each row execute function safecity.write_search_text();

create function safecity.rename_in_search_texts() returns trigger language plpgsql as $$
begin
    update safecity.item set search_text = '' where lead_unit = new.code or locality = new.code;
    return null;
end $$;
create trigger unit_renamed after update of short_name on safecity.unit
    for each row when (old.short_name is distinct from new.short_name)
    execute function safecity.rename_in_search_texts();

update safecity.item set search_text = '';
create index item_search on safecity.item using gin (safecity.bigrams(search_text));

-- The order of the list, both ways; a page begins behind the last row of the page before.
create index item_by_deadline on safecity.item (stage, approved_deadline, id);
create index item_by_deadline_reversed on safecity.item (stage, (date '2000-01-01' - approved_deadline), id);

-- 关联: the same place, the same kind, the same list.
create index item_place on safecity.item (place, id) where place <> '';
create index item_kind on safecity.item (main_task_no, source, id);
create index item_list on safecity.item (list_id, id) where list_id is not null;
create index item_locality on safecity.item (locality, id);

-- 我的视图: filters of the list that a person gave a name. One of them at most is what the list opens with.
create table safecity.saved_view (
    id         bigint generated always as identity primary key,
    login      text not null references safecity.account,
    name       text not null check (name <> ''),
    query      text not null,
    opens      boolean not null default false,
    created_at timestamptz not null,
    unique (login, name)
);
create unique index saved_view_opens on safecity.saved_view (login) where opens;

-- 列设置: which columns of the list a person wants to see; without a row the usual ones.
create table safecity.list_column (
    login   text primary key references safecity.account,
    columns text[] not null
);
