package safecity;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A seeded set of problem items as a district has them after two years: the same count, seed and day always make the same rows. Seven of ten are closed;
 * they have plans, submissions, presses, extensions, documents, listings, open tasks and events in proportion, but no files and no process instances.
 * All belong to a list of their own. Made inside the database, so that 100,000 take a minute.
 *
 * <p>A test makes a few thousand in a transaction that it rolls back. For a benchmark, run {@link #main} on the database of an application
 * that stands by itself.
 */
public final class ManyItems {

    private final JdbcClient jdbc;
    private final int count;
    private final int seed;
    private final LocalDate today;

    /** Items from two years before the day up to it. */
    public ManyItems(JdbcClient jdbc, int count, int seed, LocalDate today) {
        this.jdbc = jdbc;
        this.count = count;
        this.seed = seed;
        this.today = today;
    }

    /** Arguments: JDBC address, user that owns the tables, password, count. */
    public static void main(String... arguments) {
        var source = new DriverManagerDataSource(arguments[0], arguments[1], arguments[2]);
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        JdbcClient jdbc = JdbcClient.create(source);
        long list = transaction.execute(
                status -> new ManyItems(jdbc, Integer.parseInt(arguments[3]), 1, LocalDate.now()).make());
        TABLES.forEach(table -> jdbc.sql("vacuum analyze safecity." + table).update());
        System.out.println("Items of list " + list);
    }

    private static final List<String> TABLES = List.of(
            "item",
            "item_unit",
            "item_event",
            "plan",
            "submission",
            "spot_check",
            "reassessment",
            "press",
            "extension",
            "deadline_change",
            "document",
            "listing",
            "open_task");

    /** Makes them in the caller's transaction, which one connection must serve; returns their list. */
    public long make() {
        run("""
                create or replace function pg_temp.pick(n bigint, salt text, choices int) returns int
                    language sql immutable parallel safe as
                $$ select (('x' || substr(md5(:seed || salt || n), 1, 7))::bit(28)::int) % choices $$""".replace(":seed", "'" + seed + ":'"));
        long list = jdbc.sql("""
                insert into safecity.problem_list
                       (title, reporting_unit, reported_on, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at)
                values ('历年问题', '区创安办', :today, extract(year from cast(:today as date)), '历年问题.xlsx', md5(random()::text), '', 'DISPATCHED',
                        'duban', now())
                returning id""").param("today", today).query(Long.class).single();
        run(DRAFT, Map.of("list", list));
        STATEMENTS.forEach(this::run);
        return list;
    }

    private void run(String sql) {
        run(sql, Map.of());
    }

    private void run(String sql, Map<String, ?> more) {
        jdbc.sql(sql)
                .param("count", count)
                .param("today", today)
                .param("seed", seed)
                .params(more)
                .update();
    }

    /** What is known of each item; {@code step} is its status as a number, {@code day} the day on which it came. */
    private static final String DRAFT = """
            create temporary table draft on commit drop as
            with units as (
                 select array_agg(code order by position) filter (where kind = 'department') as departments,
                        array_agg(code order by position) filter (where kind in ('town', 'subdistrict', 'base')) as localities
                   from safecity.unit),
                 words as (
                 select array['消防通道被占用', '安全出口上锁', '灭火器失压过期', '电气线路私拉乱接', '道路井盖缺失', '燃气管道锈蚀', '危险化学品混存', '脚手架连墙件缺失',
                              '电动自行车楼道充电', '有限空间作业无审批', '特种设备超期未检', '应急照明不亮', '防火门常开', '外墙保温层脱落', '地下室堆放杂物', '桥梁栏杆破损',
                              '排水泵故障', '配电箱无接地', '疏散指示标志损坏', '可燃气体报警器未标定'] as what,
                        array['高层住宅', '农贸市场', '养老院', '学校食堂', '建筑工地', '物流仓库', '加油站', '商业综合体', '出租大院', '工业厂房', '餐饮单位', '地下车库',
                              '公交场站', '宾馆', '医院', '幼儿园'] as site,
                        array['兴华大街', '黄村西大街', '金星西路', '旧桥路', '宏福路', '新源大街', '永华路', '北兴路', '康庄路', '团河路', '清源路', '龙河路'] as street,
                        array['，现场无人管理，影响人员疏散', '，上次检查后未整改', '，责任人不明确，台账缺失', '，存在较大安全风险，需立即采取管控措施', '，群众多次反映'] as more,
                        array['市级专家检查', '区级督查', '属地自查', '群众举报', '第三方评估', '“双随机”抽查'] as sources)
            select n, (cast(:today as date) - 730 + cast(n * 730.0 / :count as int)) as day,
                   departments[1 + pg_temp.pick(n, 'lead', cardinality(departments))] as department,
                   localities[1 + pg_temp.pick(n, 'locality', cardinality(localities))] as locality,
                   pg_temp.pick(n, 'who', 10) < 4 as led_locally,
                   site[1 + pg_temp.pick(n, 'site', cardinality(site))] || what[1 + pg_temp.pick(n, 'what', cardinality(what))]
                       || more[1 + pg_temp.pick(n, 'more', cardinality(more))] as description,
                   street[1 + pg_temp.pick(n, 'street', cardinality(street))] || (1 + pg_temp.pick(n, 'house', 200)) || '号' as place,
                   sources[1 + pg_temp.pick(n, 'source', cardinality(sources))] as source,
                   1 + pg_temp.pick(n, 'task', 22) as task,
                   pg_temp.pick(n, 'grade', 100) < 4 as major,
                   15 + pg_temp.pick(n, 'days', 60) as days,
                   -- Of a hundred, 70 are closed; late ones are mostly closed too.
                   case when pg_temp.pick(n, 'closed', 100) < 80 and n < :count * 0.9 then 6
                        else least(5, pg_temp.pick(n, 'status', 6)) end as step,
                   pg_temp.pick(n, 'took', 50) as took,
                   pg_temp.pick(n, 'chance', 100) as chance,
                   cast(:list as bigint) as list
              from generate_series(1, :count) as n, units, words""";

    private static final List<String> STATEMENTS = List.of(
            """
            insert into safecity.item
                   (number, title, description, source, place, locality, main_task_no, grade, lead_unit, verifier, goal, measures, person, phone,
                    remark, list_id, fingerprint, original_deadline, approved_deadline, provisional, status, round, refusals, created_at,
                    changed_at, closed_at, paused_on)
            select 'WT-' || extract(year from d.day) || '-' || (d.list * 1000000 + d.n), left(d.description, 20), d.description, d.source, d.place, d.locality,
                   d.task, case when d.major then 'MAJOR' else 'ORDINARY' end, case when d.led_locally then d.locality else d.department end,
                   case when d.led_locally then 'OFFICE' else 'LOCALITY' end, '消除隐患，完好率 100%', '限期整改，明确责任人', '张三', '010-60000000', '',
                   d.list, 'many-' || d.list || '-' || d.n, d.day + d.days, d.day + d.days + case when d.chance < 6 then 20 else 0 end, false,
                   (array['DISPATCHED', 'HANDED_BACK', 'PLANNING', 'RECTIFYING', 'SUBMITTED', 'VERIFIED', 'CLOSED'])[d.step + 1],
                   case when d.chance between 10 and 14 and d.step >= 2 then 2 else 1 end, case when d.chance between 15 and 19 then 1 else 0 end,
                   d.day + time '10:00', d.day + time '10:00',
                   case when d.step = 6 then least(d.day + d.took + time '16:00', cast(:today as date) + time '09:00') end,
                   case when d.step = 3 and d.chance between 20 and 24 then least(d.day + 10, cast(:today as date)) end
              from draft d""",
            """
            create temporary table made on commit drop as
            select i.id, i.number, i.lead_unit, i.locality, i.approved_deadline, i.original_deadline, i.closed_at, d.department, d.day, d.step, d.chance, d.n, d.major
              from draft d
              join safecity.item i on i.list_id = d.list and i.fingerprint = 'many-' || d.list || '-' || d.n""",
            "create index on made (id)",
            "analyze made",
            """
            insert into safecity.item_unit (item_id, unit, part)
            select id, lead_unit, 'LEAD' from made
            union all select id, locality, 'LOCALITY' from made
            union all select id, department, 'COOPERATING' from made where department <> lead_unit""",
            """
            insert into safecity.item_event (item_id, seq, at, actor, actor_name, unit, act, detail, previous_hash, hash)
            select m.id, k, m.day + time '10:00' + k * interval '1 day', 'duban', '督办员甲', 'qu-chuang-an-ban',
                   (array['派发', '签收', '编制方案', '审核通过', '报送进展', '提交核查', '销号'])[k], '', md5(m.id || ':' || (k - 1)), md5(m.id || ':' || k)
              from made m, generate_series(1, least(m.step + 1, 7)) as k""",
            """
            insert into safecity.plan
                   (item_id, version, round, goal, measures, person, finish_on, funds, contingency, submitted_by, submitted_at, accepted, reasons,
                    reviewed_by, reviewed_at)
            select id, 1, 1, '消除隐患', '清理并划线', '李四', original_deadline, '无', '派人值守', 'chengguanwei', day + time '15:00', step >= 3, '', 'duban',
                   day + 1 + time '15:00'
              from made where step >= 3 or step = 2 and chance < 50""",
            """
            insert into safecity.submission
                   (item_id, round, statement, submitted_by, unit, submitted_at, accepted, reasons, verified_by, verifying_unit, verified_at)
            select id, 1, '已整改完成', 'chengguanwei', lead_unit, day + 20 + time '15:00', case when step >= 5 then true end, null,
                   case when step >= 5 then 'duban' end, case when step >= 5 then 'qu-chuang-an-ban' end,
                   case when step >= 5 then day + 22 + time '15:00' end
              from made where step >= 4""",
            """
            insert into safecity.spot_check (item_id, round, passed, result, checked_by, checked_at)
            select id, 1, true, '合格', 'zhuanjia', day + 25 + time '15:00' from made where step = 6 and chance < 20""",
            """
            insert into safecity.reassessment (item_id, round, effective, opinion, reassessed_by, reassessed_at)
            select id, 1, true, '达到整改效果', 'duban', closed_at from made where step = 6""",
            """
            insert into safecity.press (item_id, day, unit, step, words, told, pressed_by, pressed_at, signed_by, signed_at, answer, expected_on)
            select id, day + 12, lead_unit, '实施整改', '', 1, 'duban', day + 12 + time '09:00', who, case when who is not null then day + 13 + time '09:00' end,
                   case when who is not null then '抓紧办理' end, case when who is not null then approved_deadline end
              from (select m.*, case when n % 3 > 0 then 'chengguanwei' end as who from made m where chance < 15) pressed""",
            """
            insert into safecity.extension
                   (item_id, state, unit, started_by, started_at, asked_days, reason, control_measures, asked_by, asked_at, granted, granted_days,
                    decision, decided_by, deciding_unit, decided_at, ended_at)
            select id, case when chance < 6 then 'GRANTED' else 'ASKED' end, lead_unit, 'chengguanwei', day + 9 + time '09:00', 20, '设备到货晚', '派人值守',
                   'chengguanwei', day + 9 + time '10:00', case when chance < 6 then true end, case when chance < 6 then 14 end,
                   case when chance < 6 then '同意' end, case when chance < 6 then 'duban' end, case when chance < 6 then 'qu-chuang-an-ban' end,
                   case when chance < 6 then day + 10 + time '10:00' end, case when chance < 6 then day + 10 + time '10:00' end
              from made where chance < 6 or chance = 40 and step < 6""",
            """
            insert into safecity.deadline_change (item_id, seq, cause, day_before, day_after, working_days, reason, decided_by, decided_at)
            select id, 1, 'EXTENSION', original_deadline, approved_deadline, 14, '设备到货晚', 'duban', day + 10 + time '10:00' from made where chance < 6""",
            """
            insert into safecity.document
                   (item_id, kind, recipient, occasion, status, number, text, reply_by, drafted_at, issued_at, signed_by, signed_at, ended_by, ended_at,
                    serving, served_how, served_on, server, served_at)
            select id, 'supervision-letter', lead_unit, '超期', case when step = 6 then 'DONE' else 'ISSUED' end, '创安督〔历年' || id || '〕', '督办函', day + 60,
                   day + 50 + time '09:00', day + 50 + time '10:00', null, null, case when step = 6 then 'duban' end,
                   case when step = 6 then day + 60 + time '09:00' end, 'SYSTEM', '系统送达', day + 50, '系统', day + 50 + time '10:00'
              from made where chance between 30 and 32""",
            """
            insert into safecity.listing (item_id, state, level, opened_by, opened_at, changed_at, item_deadline, closed_at)
            select id, case when step = 6 then 'ORDINARY' else 'REPORTED' end, 'DISTRICT', 'duban', day + time '11:00', day + time '11:00', original_deadline,
                   case when step = 6 then day + 3 + time '11:00' end
              from made where major and chance < 70""",
            """
            insert into safecity.open_task (task_id, business_key, process, element, name, unit, due, created_at)
            select 'many-' || id, number, (array['problem', 'problem', 'rectification', 'rectification', 'rectification', 'reassessment'])[step + 1],
                   (array['signFor', 'decideHandingBack', 'preparePlan', 'carryOut', 'verify', 'reassess'])[step + 1],
                   (array['签收', '裁定退回', '制定整改方案', '实施整改', '核查', '复评'])[step + 1] || ' ' || number || ' ' || '问题',
                   case when step in (1, 4, 5) then 'qu-chuang-an-ban' else lead_unit end, approved_deadline + time '23:59:59', day + time '10:00'
              from made where step < 6""");
}
