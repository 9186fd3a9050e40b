-- 验收组: the rule of the timetable by which a team was formed stands with it, and the database holds the team to it.
alter table safecity.listing_acceptance
    add column smallest_team     int check (smallest_team >= 1),
    add column team_step         int check (team_step >= 1),
    add column team_from_office  int check (team_from_office >= 1),
    add column team_from_experts int check (team_from_experts >= 1);
update safecity.listing_acceptance
   set smallest_team = 3, team_step = 2, team_from_office = 1, team_from_experts = 1
 where inspectors is not null;
alter table safecity.listing_acceptance drop constraint listing_team_odd;
alter table safecity.listing_acceptance add constraint listing_team_size check
    (inspectors is null
     or smallest_team is not null and team_step is not null and team_from_office is not null and team_from_experts is not null
        and cardinality(inspectors) >= smallest_team and (cardinality(inspectors) - smallest_team) % team_step = 0);

create function safecity.check_listing_team() returns trigger language plpgsql as $$
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
           count(*) filter (where a.unit = new.unit)
      into people, office, experts, own
      from safecity.account a
      left join safecity.unit u on u.code = a.unit
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
create trigger listing_team before insert or update of inspectors, unit on safecity.listing_acceptance
    for each row execute function safecity.check_listing_team();

-- Files that a unit hands in when it asks for acceptance, and those of the team that accepts.
alter table safecity.evidence drop constraint evidence_phase_check;
alter table safecity.evidence add constraint evidence_phase_check
    check (phase in ('BEFORE', 'AFTER', 'CHECK', 'REQUEST', 'ACCEPTANCE'));

-- 公示: a notice that was withdrawn can be published again, corrected; one notice of a number is public at a time. How a listing ended is public too.
alter table safecity.publication drop constraint publication_pkey;
alter table safecity.publication
    add column id                 bigint generated always as identity primary key,
    add column replaces           bigint unique references safecity.publication,
    add column ended_as           text,
    add column ended_on           date,
    add column ended_published_at timestamptz,
    add column ended_published_by text references safecity.account,
    add constraint publication_end check ((ended_as is null) = (ended_on is null)
        and (ended_as is null) = (ended_published_at is null) and (ended_as is null) = (ended_published_by is null));
create unique index publication_once on safecity.publication (number) where withdrawn_at is null;
create index publication_number on safecity.publication (number);

-- The limit for a correction, for listings whose timetable was laid before it had one.
insert into safecity.listing_duty (listing_id, duty, position, name, kind, counted_from, days, working, source)
select l.id, 'correctNotice', coalesce(max(d.position), 0) + 1, '更正挂牌公告', 'DUTY', 'NOTICE_QUESTIONED', 5, true, '本区默认'
  from safecity.listing l
  left join safecity.listing_duty d on d.listing_id = l.id
 group by l.id;

-- Until when more time may be asked for a hazard that is listed, and at which level it is: what the extensions may know of a listing.
create view safecity.listing_extension as
select l.item_id, d.due as last_day, l.level
  from safecity.listing l
  join safecity.listing_duty d on d.listing_id = l.id and d.duty = 'askExtension'
 where l.number is not null and d.due is not null
   and l.state in ('LISTED', 'PLANNED', 'RECTIFYING', 'OVERDUE', 'ESCALATED', 'APPLIED', 'INSPECTING');
