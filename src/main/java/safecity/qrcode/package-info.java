/** 二维码: texts as squares that a camera reads. Owns nothing and needs nobody. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package safecity.qrcode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
