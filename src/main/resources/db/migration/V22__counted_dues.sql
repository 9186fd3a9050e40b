-- How the due date of each open task came about, so that it follows the calendar and the deadline of its item (see engine.DueDate). Null where a task
-- is opened without a due date, and for tasks that were opened before this was kept: those are counted as their model says.
alter table safecity.open_task
    add column due_kind       text check (due_kind in ('DAY', 'DEADLINE', 'ROW', 'GIVEN')),
    add column due_from       date,
    add column due_days       int,
    add column due_not_before date,
    add column due_row        text,
    add constraint open_task_due_counted check (
        case due_kind
            when 'DAY' then due_from is not null and due_days >= 1
            when 'DEADLINE' then due_from is null and due_days >= 0
            when 'ROW' then due_from is null and due_row is not null
            else due_from is null
        end);

-- Tasks of listings that are open already.
update safecity.open_task t
   set due_kind = 'ROW', due_days = 0, due_row = 'listing ' || d.listing_id || ' ' || d.duty
  from safecity.item i
  join safecity.listing l on l.item_id = i.id and l.state not in ('REOPENED', 'SHUTDOWN', 'TRANSFERRED', 'ORDINARY', 'REFUSED')
  join safecity.listing_duty d on d.listing_id = l.id and d.due is not null
 where i.number = t.business_key
   and (t.process = 'supervision' or t.process like 'listing%')
   and d.duty = case t.element when 'formTeam' then 'acceptOnSite' else t.element end
   and t.due is not null;

-- Working days for the answer to a challenge; null where calendar days are counted.
alter table safecity.listing_objection add column working_days int check (working_days >= 1);

-- How many working days before the review date the office is reminded; null for pauses that began before this was kept.
alter table safecity.pause add column reminder_working_days int check (reminder_working_days >= 0);
