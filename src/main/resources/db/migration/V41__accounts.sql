-- 三员分立, kept by the database too. Whoever breaks it already loses the roles, which the security administrator gives anew; an administrator has no unit.
update safecity.account
   set roles = '{}'
 where roles && array['SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDIT_ADMINISTRATOR'] and cardinality(roles) > 1;
update safecity.account
   set unit = null
 where roles && array['SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDIT_ADMINISTRATOR'] and unit is not null;
alter table safecity.account
    add column last_seen_at timestamptz,
    add constraint account_roles_known check (roles <@ array[
        'UNIT_CLERK', 'UNIT_HEAD', 'SUPERVISOR', 'EXPERT', 'LEADER', 'DESIGNER',
        'SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDIT_ADMINISTRATOR']),
    add constraint account_administrator_apart check (
        not roles && array['SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDIT_ADMINISTRATOR']
        or cardinality(roles) = 1 and unit is null);

-- When somebody last signed in: sessions are forgotten after a month, unused accounts are looked for after three (GB/T 22239-2019 8.1.4.2 c).
update safecity.account a
   set last_seen_at = (select max(s.begun_at) from safecity.session s where s.login = a.login);

-- What is written where a try at signing in counts for no account, so that it takes as long as one that does. Several rows, so that tries do not queue.
create table safecity.sign_in_of_nobody (
    slot  int primary key,
    tries bigint not null default 0
);
insert into safecity.sign_in_of_nobody (slot) select generate_series(0, 15);

-- For whom a deputy reported; null where somebody reported on his own account.
alter table safecity.progress add column reported_for text references safecity.account;

-- For which unit a proposal was begun: it stays the unit's when the person leaves.
alter table safecity.listing add column opened_unit text references safecity.unit;
update safecity.listing l set opened_unit = (select a.unit from safecity.account a where a.login = l.opened_by);

-- 更换验收组成员: who has said what was found counts for the unit of that day.
create or replace function safecity.check_listing_team() returns trigger language plpgsql as $$
declare
    people  int;
    office  int;
    experts int;
    own     int;
begin
    if new.inspectors is null then
        return new;
    end if;
    select count(*), count(*) filter (where u.kind = 'office'), count(*) filter (where u.kind = 'experts'),
           count(*) filter (where u.code = new.unit)
      into people, office, experts, own
      from safecity.account a
      left join safecity.listing_opinion o on o.listing_id = new.listing_id and o.seq = new.seq and o.inspector = a.login
      left join safecity.unit u on u.code = coalesce(o.unit, a.unit)
     where a.login = any (new.inspectors);
    if people <> cardinality(new.inspectors) then
        raise exception 'listing_team_people: somebody of % is unknown or in it twice', new.inspectors using errcode = 'check_violation';
    end if;
    if office < new.team_from_office or experts < new.team_from_experts then
        raise exception 'listing_team_kinds: % of the office and % experts', office, experts using errcode = 'check_violation';
    end if;
    if own > 0 then
        raise exception 'listing_team_apart: % of the responsible unit', own using errcode = 'check_violation';
    end if;
    return new;
end $$;
