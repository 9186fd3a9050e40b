-- 状态变化: from which status to which an item went, and when; append-only. Numbers come from the sequence of the events, so that what was appended to the
-- log next in the same transaction tells why.
create table safecity.item_move (
    item_id        bigint not null references safecity.item,
    id             bigint not null default nextval('safecity.item_event_id_seq'),
    from_status    text not null,
    to_status      text not null,
    at             timestamptz not null,
    transaction_no bigint not null default safecity.event_transaction(),
    primary key (item_id, id)
);

-- What happened before is known from the acts that change a status.
insert into safecity.item_move (item_id, id, from_status, to_status, at, transaction_no)
select m.item_id, m.id, m.from_status, m.to_status, m.at, m.transaction_no
  from (select e.item_id, e.id, e.at, e.transaction_no, a.to_status,
               coalesce(lag(a.to_status) over (partition by e.item_id order by e.seq), 'DISPATCHED') as from_status
          from safecity.item_event e
          join (values ('签收', 'PLANNING'), ('退回派单', 'HANDED_BACK'), ('转办', 'DISPATCHED'), ('维持派单', 'DISPATCHED'),
                       ('改派', 'DISPATCHED'), ('方案审核通过', 'RECTIFYING'), ('提交核查', 'SUBMITTED'), ('核查通过', 'VERIFIED'),
                       ('退回整改', 'RECTIFYING'), ('退回再整改', 'PLANNING'), ('销号', 'CLOSED'),
                       ('反弹重开', 'DISPATCHED')) a (act, to_status) on a.act = e.act) m
 where m.from_status <> m.to_status;

create trigger item_move_append_only before update or delete on safecity.item_move
    for each row execute function safecity.refuse_change();
