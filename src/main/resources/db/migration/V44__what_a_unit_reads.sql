-- 时间线: not everybody who may see an item reads every line of it. A line about a document is read by the units once that document was served to somebody,
-- and a confidential one by those alone who see everything. What somebody was when acting is noted from now on.
alter table safecity.item_event
    add column actor_role   text not null default '',
    add column document     bigint references safecity.document,
    add column confidential boolean not null default false;

-- Lines from before name no document. A draft is known by who made it and when, the rest by the number that they quote.
alter table safecity.item_event disable trigger item_event_append_only;
update safecity.item_event e
   set document = d.id
  from safecity.document d
 where d.item_id = e.item_id
   and (e.act = '拟稿' and d.drafted_by = e.actor and d.drafted_at between e.at - interval '5 seconds' and e.at + interval '5 seconds'
        or e.act in ('签发文书', '送达文书', '登记签收', '签收文书', '书面回复', '认可回复', '退回回复', '文书办结', '撤回文书')
           and d.number is not null and position(d.number in e.detail) > 0);
update safecity.item_event
   set confidential = true
 where act = '拟稿' and document is null
    or act in ('任务无人认领', '任务超期') and (detail like '%签发文书%' or detail like '%书面送达%');
alter table safecity.item_event enable trigger item_event_append_only;

-- Which items have something new in their timeline.
create index item_event_at on safecity.item_event (at);

-- 核对定级: who ended it and when, as for the other acts on a list.
alter table safecity.problem_list
    add column graded_by text references safecity.account,
    add column graded_at timestamptz;

-- 前后对照: which photo from before a photo from after belongs to, where whoever uploaded it says so; otherwise they are paired in the order in which they came.
alter table safecity.evidence add column pair bigint references safecity.evidence on delete set null;
create index evidence_pair on safecity.evidence (pair) where pair is not null;
