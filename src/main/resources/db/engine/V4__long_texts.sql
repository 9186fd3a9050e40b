-- A form shows what others wrote: a plan alone may have 6,000 characters. The engine keeps text variables in varchar(4000) and would refuse to open the task.
alter table if exists public.act_ru_variable alter column text_ type text;
alter table if exists public.act_hi_varinst alter column text_ type text;
alter table if exists public.act_hi_detail alter column text_ type text;
