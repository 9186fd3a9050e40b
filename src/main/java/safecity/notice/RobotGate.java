package safecity.notice;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.outbound.HostGate;

/** Where robots may be: at the hosts of {@code safecity.robot-hosts}; {@code safecity.robot-internal} allows internal networks and plain HTTP. */
@Component
class RobotGate extends HostGate {

    RobotGate(
            @Value("${safecity.robot-hosts:qyapi.weixin.qq.com, oapi.dingtalk.com, open.feishu.cn}") String hosts,
            @Value("${safecity.robot-internal:false}") boolean internal) {
        super("机器人", "safecity.robot-hosts", hosts, internal);
    }
}
