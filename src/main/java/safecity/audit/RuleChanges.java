package safecity.audit;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import safecity.engine.ModelDeployed;
import safecity.unit.DirectoryChanged;

/** 规则变更: hears of deployed models and tables and of a changed directory from packages that this one uses itself. */
@Component
class RuleChanges {

    private final AuditTrail audit;

    RuleChanges(AuditTrail audit) {
        this.audit = audit;
    }

    @EventListener
    void deployed(ModelDeployed model) {
        audit.record(null, "部署模型", model.file(), "第 %d 版，文件 SHA-256 %s".formatted(model.version(), model.sha256()));
    }

    @EventListener
    void changed(DirectoryChanged directory) {
        audit.record(null, "更新名录", directory.file(), "新增或修改：" + String.join("、", directory.names()));
    }
}
