package safecity.engine;

/** What people do in the engine's web apps; each operation of its web API is opened for some of these, or for none. */
public enum WebAppUse {
    /** 任务列表: claim and complete tasks of the own unit. */
    TASKLIST,
    /** 运行监控: see which cases run, where they stand and what failed. */
    COCKPIT,
    /** 重试: have a failed job done again. */
    REPAIR
}
