-- Timers wait by the thousand, one an open item. Without this index each look for the ones that are due reads them all.
create index if not exists act_idx_job_duedate on public.act_ru_job (duedate_);
