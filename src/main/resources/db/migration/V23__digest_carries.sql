-- A mail that holds several notices is a notice of its own, their carrier: a person's digest of a morning (每日摘要), or a bundle (合并邮件).
-- WAITING: an ordinary notice that waits for a digest. CARRIED: it went, goes or failed with its carrier. LAPSED: it was overtaken before it went out.
alter table safecity.notice drop constraint notice_state_check;
alter table safecity.notice drop constraint notice_bundle_fkey;
alter table safecity.notice rename column bundle to carrier;
insert into safecity.notice
       (kind, day, about, recipient, address, subject, html, text, state, attempts, next_try_at, last_error, created_at, sent_at)
select 'bundle', cast(b.created_at at time zone 'Asia/Shanghai' as date), cast(b.lead as text), b.recipient, n.address, b.subject, b.html, b.text,
       n.state, n.attempts, n.next_try_at, n.last_error, b.created_at, n.sent_at
  from safecity.bundle b
  join safecity.notice n on n.id = b.lead;
update safecity.notice n
   set carrier = c.id, state = 'CARRIED', sent_at = null
  from safecity.notice c
 where c.kind = 'bundle' and c.about = cast(n.carrier as text);
drop table safecity.bundle;
update safecity.notice
   set state = 'WAITING'
 where state = 'PENDING' and recipient is not null
   and kind in ('due-soon', 'task-unclaimed', 'task-overdue', 'unreachable', 'refused-twice', 'extension-granted', 'paused', 'pause-review', 'resumed',
                'delisted', 'report-missed');
alter table safecity.notice add foreign key (carrier) references safecity.notice;
alter table safecity.notice add check (state in ('WAITING', 'PENDING', 'CARRIED', 'LAPSED', 'SENT', 'DEAD'));
alter table safecity.notice add check ((state = 'CARRIED') = (carrier is not null));
alter index safecity.notice_bundle rename to notice_carrier;
create index notice_waiting on safecity.notice (recipient) where state = 'WAITING';
create index notice_bundled on safecity.notice (recipient, created_at) where kind = 'bundle';

-- The item's approved deadline that the notice names; null where it is about no item. If it moved, a reminder of it has lapsed.
alter table safecity.notice add column deadline date;
