-- What a unit sees in Tasklist is checked against the rights on each task. Without these the planner expects twenty rights where there are thousands,
-- and compares every task with every right: five seconds for a filter at 200,000 tasks.
create statistics if not exists public.act_stx_auth_perms on (perms_ & 2), (perms_ & 64) from public.act_ru_authorization;
create index if not exists act_idx_auth_read_task on public.act_ru_authorization (resource_id_)
 where (resource_type_ = 7 and perms_ & 2 = 2) or (resource_type_ = 6 and perms_ & 64 = 64);
analyze public.act_ru_authorization;
