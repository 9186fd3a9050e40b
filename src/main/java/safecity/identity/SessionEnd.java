package safecity.identity;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Notes that a session is over: signed out, idle for too long, or ended. */
@Component
class SessionEnd implements HttpSessionListener {

    private static final Logger log = LoggerFactory.getLogger(SessionEnd.class);

    private final Sessions sessions;

    SessionEnd(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        HttpSession session = event.getSession();
        SignedIn.of(session).ifPresent(signedIn -> {
            try {
                sessions.over(signedIn.id());
            } catch (DataAccessException unreachable) {
                // The row shows itself to be over by its age.
                log.debug("Session {} ended while the database was out of reach", signedIn.id(), unreachable);
            }
        });
    }
}
